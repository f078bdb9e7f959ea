"""Decisions put aside: bound to what was read, listed, taken back, released together now or at a time."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.desk.models import Run, RunDecision
from cms.desk.runs.actions import carry_out, give_reason, hold, hold_decision, plan, take_back, undo_run
from cms.desk.runs.enums import Choice, Outcome
from cms.desk.runs.previews import previews_of
from cms.desk.runs.scheduling import release_held, schedule, unschedule
from cms.mail.collecting import collect
from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import PageState
from cms.moderation.exceptions import ContentChanged, InvalidMove, ReasonMissing
from cms.moderation.models import Notice
from cms.moderation.notices.mails import tell_authors
from cms.moderation.states import state_of
from tests.factories import fresh, person, write

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def put_aside(moderator):
    """Return a function that holds a decision on a page as it is now."""

    def do(page, choice=Choice.APPROVE, words="", by=moderator, **values):
        page = fresh(page)
        digest = content_digest(page.latest_revision)
        return hold_decision(page=page, choice=choice, digest=digest, words=words, by=by, **values)

    return do


def states(*pages):
    return [state_of(fresh(page)) for page in pages]


def test_nothing_happens_until_they_are_released_together_with_their_mail(submitted, put_aside, moderator):
    author = person("author")
    one, two, three = (submitted(owner=author) for _each in range(3))
    run = put_aside(one)
    assert put_aside(two, Choice.REJECT, "Not a project.") == run
    put_aside(three, Choice.REQUEST_CHANGES, "Which year?")
    assert states(one, two, three) == [PageState.IN_REVIEW] * 3
    assert not Notice.objects.exists()

    carry_out(run=run, by=moderator)
    tell_authors(now=timezone.now() + dt.timedelta(minutes=11))

    assert states(one, two, three) == [PageState.PUBLISHED, PageState.REJECTED, PageState.CHANGES_REQUESTED]
    [mail] = OutgoingMail.objects.filter(kind="decisions")
    assert "Which year?" in mail.body and "Not a project." in mail.body
    undo_run(run=run, by=moderator)
    assert states(one, two, three) == [PageState.IN_REVIEW] * 3


def test_what_changed_meanwhile_is_told_and_the_rest_is_done(submitted, put_aside, moderator):
    changed, decided, good = submitted(title="Changed"), submitted(title="Decided"), submitted(title="Good")
    for page in (changed, decided, good):
        run = put_aside(page)
    write(changed, by=changed.owner, summary="Other words.")
    actions.reject(page=decided, by=person("moderator"), reason="No.")

    said = {each.decision.title: bool(each.refusal) for each in previews_of(run)}
    carry_out(run=run, by=moderator)

    assert said == {"Changed": True, "Decided": True, "Good": False}
    assert {row.title: row.outcome for row in run.decisions.all()} == {
        "Changed": Outcome.REFUSED,
        "Decided": Outcome.REFUSED,
        "Good": Outcome.DONE,
    }


def test_the_doors_are_those_of_the_decision(submitted, put_aside, moderator):
    page = submitted(owner=moderator)
    with pytest.raises(PermissionDenied):
        put_aside(page)
    for role in ("author", "translator:fr", "auditor", "focal-point:KE"):
        with pytest.raises(PermissionDenied):
            put_aside(page, by=person(role))
    other = submitted()
    with pytest.raises(ContentChanged):
        hold_decision(page=other, choice=Choice.APPROVE, digest="0" * 64, by=moderator)
    with pytest.raises(ReasonMissing):
        put_aside(other, Choice.REJECT, " ")
    actions.withdraw(page=other, by=other.owner)
    with pytest.raises(InvalidMove):
        put_aside(other)
    assert not RunDecision.objects.exists()


def test_a_later_decision_on_a_page_takes_the_place_of_the_earlier(submitted, put_aside):
    page = submitted()
    put_aside(page)
    run = put_aside(page, Choice.REJECT, "No project after all.")

    assert [row.choice for row in run.decisions.all()] == [Choice.REJECT]


def test_a_preview_is_held_beside_what_is_held_already(submitted, put_aside, moderator):
    pages = [submitted() for _each in range(3)]
    first = put_aside(pages[0])
    run = plan(pages=pages, choice=Choice.REJECT, by=moderator)
    give_reason(run=run, reason=None, words="Not a project.", by=moderator)
    with pytest.raises(PermissionDenied):
        hold(run=run, by=person("administrator"))

    assert hold(run=run, by=moderator) == first
    assert [row.choice for row in first.decisions.all()] == [Choice.REJECT] * 3
    assert not Run.objects.filter(pk=run.pk).exists()


def test_of_a_preview_that_broke_off_the_rest_is_held_and_what_was_done_can_be_undone(
    submitted, broken_off, moderator
):
    done, rest = submitted(title="Done"), submitted(title="Rest")
    run = broken_off([done, rest], Choice.APPROVE)

    holding = hold(run=run, by=moderator)

    assert [row.title for row in holding.decisions.all()] == ["Rest"]
    undo_run(run=Run.objects.get(pk=run.pk), by=moderator)
    assert states(done, rest) == [PageState.IN_REVIEW] * 2
    assert [row.outcome for row in run.decisions.all()] == [Outcome.UNDONE]


def test_what_is_held_is_not_held_once_more(submitted, put_aside, moderator):
    run = put_aside(submitted())
    with pytest.raises(InvalidMove):
        hold(run=run, by=moderator)
    assert run.decisions.count() == 1


def test_claims_are_not_held(submitted, moderator):
    run = plan(pages=[submitted()], choice=Choice.CLAIM, by=moderator)
    with pytest.raises(InvalidMove):
        hold(run=run, by=moderator)


@pytest.mark.parametrize(("role", "may"), [("administrator", True), ("moderator", False), ("author", False)])
def test_one_is_taken_back_by_its_person_or_an_administrator(role, may, submitted, put_aside, moderator):
    page = submitted()
    run = put_aside(page)
    decision = run.decisions.get()
    if may:
        take_back(decision=decision, by=person(role))
    else:
        with pytest.raises(PermissionDenied):
            take_back(decision=decision, by=person(role))
        take_back(decision=decision, by=moderator)
    assert not run.decisions.exists()
    with pytest.raises(InvalidMove):
        take_back(decision=decision, by=moderator)
    assert states(page) == [PageState.IN_REVIEW]


def test_what_is_released_is_released_by_its_person_alone(submitted, put_aside):
    run = put_aside(submitted())
    for role in ("moderator", "administrator"):
        with pytest.raises(PermissionDenied):
            carry_out(run=run, by=person(role))
        with pytest.raises(PermissionDenied):
            schedule(run=run, at=timezone.now() + dt.timedelta(days=1), by=person(role))


# At a time


@pytest.fixture
def tomorrow():
    return timezone.now() + dt.timedelta(days=1)


def test_they_are_released_at_their_time_in_the_name_of_their_person(
    submitted, put_aside, moderator, tomorrow, time_machine
):
    page, changed = submitted(title="Good"), submitted(title="Changed")
    put_aside(page)
    run = put_aside(changed)
    schedule(run=run, at=tomorrow, by=moderator)
    task = DBTaskResult.objects.get(task_path=release_held.module_path)
    assert (task.args_kwargs["args"], task.run_after) == ([run.pk], tomorrow)
    write(changed, by=changed.owner, summary="Other words.")
    release_held.func(run.pk)
    assert states(page) == [PageState.IN_REVIEW]

    time_machine.move_to(tomorrow + dt.timedelta(minutes=1))
    release_held.func(run.pk)
    release_held.func(run.pk)

    assert {row.title: row.outcome for row in run.decisions.all()} == {"Good": "done", "Changed": "refused"}
    assert fresh(page).live
    assert fresh(page).current_workflow_state is None
    assert type(fresh(page)).history.filter(id=page.pk).get().history_user == moderator


def test_who_may_not_decide_any_more_decides_nothing_then(
    submitted, put_aside, moderator, tomorrow, time_machine
):
    run = put_aside(submitted())
    schedule(run=run, at=tomorrow, by=moderator)
    moderator.is_active = False
    moderator.save()
    time_machine.move_to(tomorrow + dt.timedelta(minutes=1))

    release_held.func(run.pk)

    assert [row.outcome for row in run.decisions.all()] == [Outcome.REFUSED]


def test_the_time_is_taken_away_and_what_is_held_later_goes_with_it(
    submitted, put_aside, moderator, tomorrow, time_machine
):
    page = submitted()
    run = put_aside(page)
    schedule(run=run, at=tomorrow, by=moderator)
    assert put_aside(submitted()) != run
    with pytest.raises(PermissionDenied):
        unschedule(run=run, by=person("moderator"))
    unschedule(run=run, by=moderator)
    time_machine.move_to(tomorrow + dt.timedelta(minutes=1))

    release_held.func(run.pk)

    assert states(page) == [PageState.IN_REVIEW]


@pytest.mark.parametrize("from_a_preview", [True, False])
def test_a_later_decision_takes_the_place_of_one_that_has_a_time(
    from_a_preview, submitted, put_aside, moderator, tomorrow, time_machine
):
    page, other = submitted(), submitted()
    run = put_aside(page)
    put_aside(other)
    schedule(run=run, at=tomorrow, by=moderator)
    if from_a_preview:
        later = plan(pages=[fresh(page)], choice=Choice.REJECT, by=moderator)
        give_reason(run=later, reason=None, words="No.", by=moderator)
        hold(run=later, by=moderator)
    else:
        put_aside(page, Choice.REJECT, "No.")
    time_machine.move_to(tomorrow + dt.timedelta(minutes=1))

    release_held.func(run.pk)

    assert states(page, other) == [PageState.IN_REVIEW, PageState.PUBLISHED]
    assert [row.choice for row in RunDecision.objects.filter(page=page)] == [Choice.REJECT]


@pytest.mark.parametrize("status", ["RUNNING", "FAILED", None])
def test_a_release_that_was_lost_with_its_worker_is_made_again(
    status, submitted, put_aside, moderator, tomorrow, time_machine
):
    run = put_aside(submitted())
    schedule(run=run, at=tomorrow, by=moderator)
    releases = DBTaskResult.objects.filter(task_path=release_held.module_path)
    if status:
        releases.update(status=status)
    else:
        releases.delete()

    def given_at(moment):
        before = releases.count()
        time_machine.move_to(moment)
        collect(now=timezone.now())
        return releases.count() - before

    assert given_at(tomorrow + dt.timedelta(minutes=9)) == 0
    assert given_at(tomorrow + dt.timedelta(minutes=11)) == 1
    assert given_at(tomorrow + dt.timedelta(days=2)) == 0
    releases.update(status="FAILED")
    assert given_at(tomorrow + dt.timedelta(days=3)) == 1
    release_held.func(run.pk)
    releases.update(status="FAILED")
    assert given_at(tomorrow + dt.timedelta(days=4)) == 0


def test_a_release_that_waits_for_the_worker_is_left_to_it(
    submitted, put_aside, moderator, tomorrow, time_machine
):
    schedule(run=put_aside(submitted()), at=tomorrow, by=moderator)
    time_machine.move_to(tomorrow + dt.timedelta(days=2))

    collect(now=timezone.now())

    assert DBTaskResult.objects.filter(task_path=release_held.module_path).count() == 1


def test_no_time_that_is_past(submitted, put_aside, moderator):
    with pytest.raises(InvalidMove):
        schedule(run=put_aside(submitted()), at=timezone.now(), by=moderator)
