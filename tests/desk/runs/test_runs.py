"""Many decisions at once: a preview that is right, each taken as its own, what cannot be done named with its reason."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils import translation as language
from wagtail.models import PageLogEntry

from cms.desk.models import Run, RunDecision
from cms.desk.runs.actions import MOST, carry_out, give_reason, plan
from cms.desk.runs.enums import Choice, Outcome
from cms.desk.runs.previews import previews_of
from cms.desk.waiting.actions import claim
from cms.desk.waiting.queries import handling_of
from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.moderation.enums import PageState
from cms.moderation.exceptions import InvalidMove, ReasonMissing
from cms.moderation.models import Reason
from cms.moderation.notices.mails import tell_authors
from cms.moderation.states import state_of
from tests.factories import ProjectFactory, fresh, person, published, translation, write

pytestmark = pytest.mark.usefixtures("repository")

AFTER = {
    Choice.APPROVE: PageState.PUBLISHED,
    Choice.REQUEST_CHANGES: PageState.CHANGES_REQUESTED,
    Choice.REJECT: PageState.REJECTED,
    Choice.CLAIM: PageState.IN_REVIEW,
}


def outcomes(run):
    return {row.title: (row.outcome, row.refusal) for row in run.decisions.all()}


@pytest.mark.parametrize("choice", Choice)
def test_each_is_done_and_logged_with_its_person(choice, submitted, did, moderator):
    pages = [submitted() for _each in range(3)]

    run = did(pages, choice)

    assert {row.outcome for row in run.decisions.all()} == {Outcome.DONE}
    assert [state_of(fresh(page)) for page in pages] == [AFTER[choice]] * 3
    for page in pages:
        last = PageLogEntry.objects.filter(page_id=page.pk).order_by("-pk").first()
        assert last.user == moderator
    if choice == Choice.CLAIM:
        assert {handling_of(page).person for page in pages} == {moderator}


def test_what_the_preview_says_is_what_happens(submitted, did, moderator):
    """Own text, not waiting any more, changed meanwhile, a translation without its original, claimed by another."""
    good = submitted(title="Good")
    own = submitted(title="Own", owner=moderator)
    handed_in = submitted(title="Handed in", by=moderator)
    gone = submitted(title="Gone")
    actions.reject(page=gone, by=person("moderator"), reason="No.")
    alone = translation(ProjectFactory(), "fr", title="Alone")
    actions.submit(page=alone, by=alone.owner)
    changed = submitted(title="Changed")
    run = plan(
        pages=[fresh(page) for page in (good, own, handed_in, gone, alone, changed)],
        choice=Choice.APPROVE,
        by=moderator,
    )
    write(changed, by=changed.owner, summary="Other words.")

    said = {each.decision.title: each.refusal for each in previews_of(run)}
    carry_out(run=run, by=moderator)

    assert outcomes(run) == {
        title: (Outcome.REFUSED if why else Outcome.DONE, why) for title, why in said.items()
    }
    assert {title for title, why in said.items() if not why} == {"Good"}
    assert "another person has to decide" in said["Own"]
    assert "another person has to decide" in said["Handed in"]
    assert "is not possible now" in said["Gone"]
    assert "is a translation of a page that is not public" in said["Alone"]
    assert "The text changed while you were reading it" in said["Changed"]
    assert state_of(fresh(own)) == PageState.IN_REVIEW


def test_each_reader_is_told_why_not_in_their_language(submitted, did, moderator):
    with language.override("fr"):
        run = did([submitted(title="Mine", owner=moderator)], Choice.APPROVE)

    said = {}
    for code, _name in settings.LANGUAGES:
        with language.override(code):
            said[code] = run.decisions.get().refusal

    assert said["en"] == "You wrote or submitted “Mine”: another person has to decide on it."
    assert len(set(said.values())) == len(settings.LANGUAGES)
    assert run.decisions.get().outcome == Outcome.REFUSED


def test_what_was_noted_in_one_language_is_told_in_it():
    assert RunDecision(why={"": "Quelqu’un a agi depuis."}).refusal == "Quelqu’un a agi depuis."
    assert RunDecision().refusal == ""


def test_fifty_with_three_that_must_fail(submitted, did, moderator):
    pages = [submitted(title=f"Page {number}") for number in range(47)]
    pages += [submitted(title="Mine", owner=moderator), submitted(title="Gone")]
    actions.withdraw(page=pages[-1], by=pages[-1].owner)
    pages.append(submitted(title="Handed in by me", by=moderator))

    run = did(pages, Choice.APPROVE)

    by_outcome = {outcome: run.decisions.filter(outcome=outcome).count() for outcome in Outcome}
    assert (by_outcome[Outcome.DONE], by_outcome[Outcome.REFUSED]) == (47, 3)
    named = {title: why for title, (outcome, why) in outcomes(run).items() if outcome == Outcome.REFUSED}
    assert named.keys() == {"Mine", "Gone", "Handed in by me"}
    assert all(named.values())


def test_an_approval_is_bound_to_the_revision_of_the_preview_even_if_saved_over(submitted, moderator):
    page = submitted()
    run = plan(pages=[page], choice=Choice.APPROVE, by=moderator)
    draft = page.get_latest_revision_as_object()
    draft.title = "Something else"
    draft.save_revision(user=page.owner, overwrite_revision=page.latest_revision)

    carry_out(run=run, by=moderator)

    assert [row.outcome for row in run.decisions.all()] == [Outcome.REFUSED]
    assert fresh(page).live is False


@pytest.mark.parametrize("choice", [Choice.REJECT, Choice.REQUEST_CHANGES])
def test_a_text_that_changed_is_neither_rejected_nor_sent_back(choice, submitted, moderator):
    page = submitted()
    run = plan(pages=[page], choice=choice, by=moderator)
    write(page, by=page.owner, summary="Better words.")
    give_reason(run=run, reason=None, words="Not a project.", by=moderator)

    carry_out(run=run, by=moderator)

    assert state_of(fresh(page)) == PageState.IN_REVIEW


def test_a_translation_is_published_after_its_original_of_the_same_run(submitted, did, moderator):
    original = submitted(title="Original")
    french = translation(original, "fr", title="Traduction")
    actions.submit(page=french, by=french.owner)
    run = plan(pages=[fresh(french), original], choice=Choice.APPROVE, by=moderator)

    assert {each.decision.title: each.refusal for each in previews_of(run)} == {
        "Original": "",
        "Traduction": "",
    }
    carry_out(run=run, by=moderator)

    assert fresh(french).live and fresh(original).live


def test_a_change_of_a_public_page_says_what_changes(submitted, moderator):
    page = published(ProjectFactory(summary="Nurses."))
    actions.submit(page=write(page, by=page.owner, summary="Doctors."), by=page.owner)
    run = plan(pages=[fresh(page)], choice=Choice.APPROVE, by=moderator)

    [preview] = previews_of(run)

    assert preview.effect == "It replaces the public text. Changed: summary"


@pytest.mark.parametrize("choice", [Choice.REJECT, Choice.REQUEST_CHANGES])
def test_a_reason_or_words_are_needed_and_authors_are_told_once(choice, submitted, did, moderator):
    author = person("author")
    pages = [submitted(owner=author) for _each in range(12)]
    run = plan(pages=pages, choice=choice, by=moderator)
    with pytest.raises(ReasonMissing):
        give_reason(run=run, reason=None, words=" ", by=moderator)
    reason = Reason.objects.offered_for(choice)[0]
    give_reason(run=run, reason=reason, words="See number 12.", by=moderator)

    carry_out(run=run, by=moderator)
    tell_authors(now=timezone.now() + dt.timedelta(minutes=11))

    [mail] = OutgoingMail.objects.filter(kind="decisions")
    assert mail.to == author.email
    assert mail.body.count(reason.words_in("en")) == 12


def test_none_too_many_and_nothing_of_ones_own_to_decide(submitted, moderator):
    page = submitted()
    with pytest.raises(InvalidMove):
        plan(pages=[], choice=Choice.APPROVE, by=moderator)
    with pytest.raises(InvalidMove, match="at most 200"):
        plan(pages=[page] * (MOST + 1), choice=Choice.APPROVE, by=moderator)
    for role in ("author", "translator:fr", "auditor", "focal-point:KE", "reviewer:fr"):
        with pytest.raises(PermissionDenied):
            plan(pages=[page], choice=Choice.APPROVE, by=person(role))


def test_only_whose_run_it_is_carries_it_out(submitted, moderator):
    run = plan(pages=[submitted()], choice=Choice.REJECT, by=moderator)
    for role in ("author", "moderator", "administrator"):
        with pytest.raises(PermissionDenied):
            give_reason(run=run, reason=None, words="No.", by=person(role))
        with pytest.raises(PermissionDenied):
            carry_out(run=run, by=person(role))

    carry_out(run=run, by=moderator)
    with pytest.raises(InvalidMove):
        carry_out(run=Run.objects.get(pk=run.pk), by=moderator)


def test_a_broken_run_goes_on_where_it_stopped(submitted, moderator, monkeypatch):
    pages = [submitted() for _each in range(3)]
    run = plan(pages=pages, choice=Choice.APPROVE, by=moderator)
    real, calls = actions.approve, []

    def broken(**values):
        calls.append(values)
        if len(calls) == 2:
            raise RuntimeError("the process ends")
        return real(**values)

    monkeypatch.setattr(actions, "approve", broken)
    with pytest.raises(RuntimeError):
        carry_out(run=run, by=moderator)
    assert [row.outcome for row in run.decisions.all()] == ["done", "planned", "planned"]

    carry_out(run=run, by=moderator)

    assert {row.outcome for row in run.decisions.all()} == {Outcome.DONE}


def test_a_claimed_page_stays_with_whoever_has_it(submitted, did):
    page, other = submitted(title="Theirs"), person("moderator", name="Olga")
    claim(page=page, by=other)

    run = did([page, submitted(title="Free")], Choice.CLAIM)

    assert outcomes(run) == {
        "Free": (Outcome.DONE, ""),
        "Theirs": (Outcome.REFUSED, "Olga has claimed “Theirs”. It can be handed over."),
    }
    assert handling_of(page).person == other


def test_a_preview_that_nobody_confirmed_goes_after_a_day(submitted, moderator):
    old = plan(pages=[submitted()], choice=Choice.APPROVE, by=moderator)
    Run.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=2))

    plan(pages=[submitted()], choice=Choice.APPROVE, by=moderator)

    assert not Run.objects.filter(pk=old.pk).exists()
    assert RunDecision.objects.count() == 1


def test_queries_of_an_approval(submitted, moderator, django_assert_max_num_queries):
    """Most are Wagtail's. Fifty have to be taken while somebody waits."""
    pages = [submitted() for _each in range(4)]
    carry_out(run=plan(pages=pages[:1], choice=Choice.APPROVE, by=moderator), by=moderator)
    run = plan(pages=pages[1:], choice=Choice.APPROVE, by=moderator)

    with django_assert_max_num_queries(3 * 134):
        carry_out(run=run, by=moderator)
