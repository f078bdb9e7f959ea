"""One undo for a whole run: everything stands as it stood, and nobody's later work is lost."""

import datetime as dt
from dataclasses import asdict

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.desk.models import Run
from cms.desk.runs.actions import carry_out, plan, undo_run
from cms.desk.runs.enums import Choice, Outcome
from cms.desk.waiting.actions import assign, claim
from cms.desk.waiting.queries import handling_of, what_waits
from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.enums import LogAction, Move, PageState
from cms.moderation.exceptions import InvalidMove
from cms.moderation.models import Notice
from cms.moderation.notices.mails import tell_authors
from cms.moderation.permissions import can
from cms.moderation.states import state_of
from cms.moderation.undoing import review_standing_of
from search.models import OutboxRow
from tests.factories import ProjectFactory, approved, fresh, person, published, translation, write

pytestmark = pytest.mark.usefixtures("repository")

DECISIONS = [Choice.APPROVE, Choice.REQUEST_CHANGES, Choice.REJECT]


def since_when(page, by):
    row = what_waits(by, today=timezone.localdate()).get(pk=page.pk)
    return row.since, row.submitter, row.state


def outcomes(run):
    return {row.title: (row.outcome, row.refusal) for row in run.decisions.all()}


@pytest.fixture
def changed(repository):
    """Public, with a change in review."""
    page = published(ProjectFactory(title="Old", summary="Nurses."))
    page = write(page, by=page.owner, title="New", summary="Doctors.")
    actions.submit(page=page, by=page.owner)
    return fresh(page)


@pytest.mark.parametrize("choice", DECISIONS)
@pytest.mark.parametrize("public_before", [True, False])
def test_it_stands_and_waits_as_before(choice, public_before, submitted, changed, did, moderator):
    page = changed if public_before else submitted()
    colleague = person("moderator")
    claim(page=page, by=colleague)
    before, waited = asdict(review_standing_of(page)), since_when(page, moderator)
    row = {name: getattr(page, name) for name in ("title", "summary", "live", "live_revision_id")}
    run = did([page], choice)

    undo_run(run=run, by=moderator)

    page = fresh(page)
    assert outcomes(run)[page.draft_title] == (Outcome.UNDONE, "")
    assert asdict(review_standing_of(page)) == before
    assert since_when(page, moderator) == waited
    assert {name: getattr(page, name) for name in row} == row
    assert page.has_unpublished_changes
    assert handling_of(page).person == colleague
    entry = PageLogEntry.objects.filter(page_id=page.pk).order_by("-pk").first()
    assert (entry.action, entry.user, entry.data) == (LogAction.UNDO, moderator, {"undone": choice})


@pytest.mark.parametrize("choice", DECISIONS)
def test_after_the_undo_four_eyes_hold_as_before_and_another_decides(choice, submitted, did, moderator):
    """The owner did not hand it in: what kept them from approving is that nobody else had read it."""
    page = submitted(by=person("moderator"), owner=person("moderator"))
    assert not can(Move.APPROVE, page.owner, page)
    undo_run(run=did([page], choice), by=moderator)

    page = fresh(page)
    assert not can(Move.APPROVE, page.owner, page)
    assert state_of(approved(page, by=person("moderator"))) == PageState.PUBLISHED


def test_who_wrote_a_change_of_a_public_page_stays_its_author_after_the_undo(changed, did, moderator):
    writer = person("moderator")
    page = write(changed, by=writer, summary="Doctors and nurses.")
    undo_run(run=did([page], Choice.APPROVE), by=moderator)

    assert not can(Move.APPROVE, writer, fresh(page))


def test_the_public_reads_what_it_read_before_and_the_history_tells_all(changed, did, moderator):
    OutboxRow.objects.all().delete()
    run = did([changed], Choice.APPROVE)
    undo_run(run=run, by=moderator)

    page = fresh(changed)
    assert (page.title, page.summary, page.draft_title) == ("Old", "Nurses.", "New")
    titles = list(
        type(page).history.filter(id=page.pk).order_by("history_id").values_list("title", flat=True)
    )
    assert titles == ["Old", "New", "Old"]
    assert OutboxRow.objects.exists()


def test_what_was_never_public_is_public_no_more(submitted, did, moderator):
    page = submitted(title="Never")
    run = did([page], Choice.APPROVE)
    assert fresh(page).live
    undo_run(run=run, by=moderator)

    page = fresh(page)
    assert (page.live, state_of(page)) == (False, PageState.IN_REVIEW)
    kinds = list(
        type(page).history.filter(id=page.pk).order_by("history_id").values_list("history_type", flat=True)
    )
    assert kinds == ["+", "-"]


@pytest.mark.parametrize("choice", DECISIONS)
def test_what_somebody_acted_on_since_is_left_and_named(choice, submitted, did, moderator):
    pages = [submitted(title=f"Page {number}") for number in range(3)]
    run = did(pages, choice)
    other, acted = person("administrator", name="Olga"), fresh(pages[1])
    if choice == Choice.APPROVE:
        actions.archive(page=acted, by=other, reason="Over.")
    elif choice == Choice.REJECT:
        actions.reopen(page=acted, by=other)
    else:
        actions.resubmit(page=acted, by=acted.owner)
    state = state_of(fresh(acted))

    undo_run(run=run, by=moderator)

    name = acted.owner if choice == Choice.REQUEST_CHANGES else "Olga"
    assert outcomes(run) == {
        "Page 0": (Outcome.UNDONE, ""),
        "Page 1": (Outcome.LEFT, f"{name} has acted on “Page 1” since."),
        "Page 2": (Outcome.UNDONE, ""),
    }
    assert state_of(fresh(acted)) == state


@pytest.mark.parametrize("logged", [True, False])
def test_words_written_since_are_not_lost(logged, submitted, did, moderator):
    page = submitted()
    run = did([page], Choice.REQUEST_CHANGES)
    draft = fresh(page).get_latest_revision_as_object()
    draft.summary = "Here is the year."
    draft.save_revision(user=page.owner, log_action=logged)

    undo_run(run=run, by=moderator)

    assert [row.outcome for row in run.decisions.all()] == [Outcome.LEFT]
    assert state_of(fresh(page)) == PageState.CHANGES_REQUESTED


def test_an_original_stays_public_under_a_translation_published_since(submitted, did, moderator):
    original = submitted(title="Original")
    run = did([original], Choice.APPROVE)
    french = published(translation(fresh(original), "fr", title="Traduction"))

    undo_run(run=run, by=moderator)

    assert outcomes(run) == {
        "Original": (Outcome.LEFT, "A translation of “Original” has been published since.")
    }
    assert fresh(original).live and fresh(french).live


def test_an_original_and_its_translation_of_one_run_go_back_together(submitted, did, moderator):
    original = submitted(title="Original")
    french = translation(original, "fr", title="Traduction")
    actions.submit(page=french, by=french.owner)
    run = did([fresh(french), original], Choice.APPROVE)
    assert fresh(french).live

    undo_run(run=run, by=moderator)

    assert {row.outcome for row in run.decisions.all()} == {Outcome.UNDONE}
    assert not (fresh(original).live or fresh(french).live)
    assert state_of(fresh(french)) == state_of(fresh(original)) == PageState.IN_REVIEW


def test_a_rejection_of_what_its_author_had_is_undone_to_its_author(submitted, did, moderator):
    page = submitted()
    actions.request_changes(page=page, by=person("moderator"), note="Which year?")
    run = did([page], Choice.REJECT)

    undo_run(run=run, by=moderator)

    page = fresh(page)
    assert state_of(page) == PageState.CHANGES_REQUESTED
    assert page.current_workflow_state.current_task_state.comment == "Which year?"
    actions.resubmit(page=page, by=page.owner)


def test_claims_are_returned_but_those_that_were_there_before(submitted, did, moderator):
    free, mine, passed_on = (submitted(title=title) for title in ("Free", "Mine", "Passed on"))
    claim(page=mine, by=moderator)
    run = did([free, mine, passed_on], Choice.CLAIM)
    other = person("moderator")
    assign(page=passed_on, to=other, by=moderator)

    undo_run(run=run, by=moderator)

    assert handling_of(free) is None
    assert handling_of(mine).person == moderator
    assert handling_of(passed_on).person == other
    assert {title: outcome for title, (outcome, _why) in outcomes(run).items()} == {
        "Free": Outcome.UNDONE,
        "Mine": Outcome.UNDONE,
        "Passed on": Outcome.LEFT,
    }


def test_of_what_was_broken_off_what_was_done_is_undone_and_the_rest_is_not_taken(
    submitted, broken_off, moderator
):
    done, rest = submitted(title="Done"), submitted(title="Rest")
    run = broken_off([done, rest], Choice.APPROVE)
    assert fresh(done).live

    undo_run(run=run, by=moderator)

    assert [state_of(fresh(page)) for page in (done, rest)] == [PageState.IN_REVIEW] * 2
    with pytest.raises(InvalidMove):
        carry_out(run=Run.objects.get(pk=run.pk), by=moderator)
    assert [row.outcome for row in run.decisions.all()] == [Outcome.UNDONE, Outcome.PLANNED]


def test_a_preview_is_not_undone(submitted, moderator):
    run = plan(pages=[submitted()], choice=Choice.APPROVE, by=moderator)
    with pytest.raises(PermissionDenied):
        undo_run(run=run, by=moderator)


# Who, and for how long


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("administrator", True),
        ("moderator", False),
        ("author", False),
        ("translator:fr", False),
        ("auditor", False),
    ],
)
def test_the_undo_is_for_whoever_decided_and_administrators(role, may, submitted, did):
    page = submitted()
    run, other = did([page], Choice.REJECT), person(role)
    if not may:
        with pytest.raises(PermissionDenied):
            undo_run(run=run, by=other)
    else:
        undo_run(run=run, by=other)
        entry = PageLogEntry.objects.filter(page_id=page.pk, action=LogAction.UNDO).get()
        assert entry.user == other
    assert (state_of(fresh(page)) == PageState.IN_REVIEW) == may


def test_who_moderates_no_more_brings_nothing_back(submitted, did, moderator):
    run = did([submitted()], Choice.APPROVE)
    moderator.groups.clear()
    former = type(moderator).objects.get(pk=moderator.pk)

    undo_run(run=run, by=former)

    assert [row.outcome for row in run.decisions.all()] == [Outcome.LEFT]


@pytest.mark.parametrize(("days", "may"), [(29, True), (31, False)])
def test_the_undo_is_open_for_thirty_days_and_once(days, may, submitted, did, moderator):
    run = did([submitted()], Choice.REJECT)
    Run.objects.filter(pk=run.pk).update(done_at=timezone.now() - dt.timedelta(days=days))
    run.refresh_from_db()
    if may:
        undo_run(run=run, by=moderator)
    with pytest.raises(PermissionDenied):
        undo_run(run=run, by=moderator)


# What authors hear


def later():
    return timezone.now() + dt.timedelta(minutes=11)


def test_what_is_undone_before_the_mail_is_never_told(submitted, did, moderator):
    run = did([submitted()], Choice.REJECT)
    undo_run(run=run, by=moderator)

    assert tell_authors(now=later()) == 0
    assert not Notice.objects.exists()


def test_what_was_told_is_corrected(submitted, did, moderator):
    run = did([submitted(title="A clinic")], Choice.REJECT)
    tell_authors(now=later())
    undo_run(run=run, by=moderator)
    Notice.objects.filter(told_at=None).update(at=timezone.now())

    tell_authors(now=later())

    bodies = list(OutgoingMail.objects.filter(kind="decisions").order_by("pk").values_list("body", flat=True))
    assert "“A clinic” is rejected." in bodies[0]
    assert "The decision on “A clinic” was taken back" in bodies[1]
