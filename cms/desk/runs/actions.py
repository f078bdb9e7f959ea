"""Decisions taken together: planned, put aside, carried out one after the other, and undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.core.templatetags.numbers import number
from cms.desk.models import Run, RunDecision
from cms.desk.moves import TAKE
from cms.desk.runs.enums import TAKEN, Choice, Outcome
from cms.desk.runs.permissions import can_undo, owns, takes_back
from cms.desk.runs.previews import require_same_text
from cms.desk.runs.queries import held_of
from cms.desk.waiting.actions import claim, release
from cms.desk.waiting.queries import handling_of
from cms.moderation.actions import take_back_approval
from cms.moderation.approvals.queries import open_step
from cms.moderation.digests import content_digest
from cms.moderation.enums import Move
from cms.moderation.exceptions import ActedSince, ContentChanged, InvalidMove, ReasonMissing
from cms.moderation.models import Message, Reason
from cms.moderation.permissions import decides, require
from cms.moderation.queries import locked
from cms.moderation.undoing import ReviewStanding, last_entry, review_standing_of, undo
from cms.moderation.words import require_short

MOST = 200
"""As many pages are decided on in one go."""
FORGOTTEN_AFTER = dt.timedelta(days=1)
"""So old is a preview that nobody confirmed when it goes."""
REFUSALS = (PermissionDenied, InvalidMove, ContentChanged, ValidationError)
REASONED = frozenset({Choice.REQUEST_CHANGES, Choice.REJECT})


@transaction.atomic
def plan(*, pages: Sequence[Page], choice: Choice, by: User) -> Run:
    """Note what is to be done to these pages as they are now, for a preview; nothing happens to them yet.

    Raises InvalidMove for none or too many, PermissionDenied where the person decides on none of them.
    """
    if not pages:
        raise InvalidMove(_("Tick what you want to decide on."))
    if len(pages) > MOST:
        raise InvalidMove(
            _("These are %(count)s pages; at most %(most)s are decided on in one go. Narrow the list.")
            % {"count": number(len(pages)), "most": number(MOST)}
        )
    specific = {page.pk: page.specific for page in pages}
    if not any(decides(by, page) for page in specific.values()):
        raise PermissionDenied(_("You decide on none of these pages."))
    old = Run.objects.filter(
        by=by, is_held=False, done_at=None, created_at__lt=timezone.now() - FORGOTTEN_AFTER
    )
    old.exclude(decisions__outcome__in=set(Outcome) - {Outcome.PLANNED}).delete()
    run = Run.objects.create(by=by)
    RunDecision.objects.bulk_create(
        _planned(run, page, choice) for page in _originals_first(specific.values())
    )
    return run


def _originals_first(pages: Iterable[Page]) -> list[Page]:
    """Return the pages so that a translation comes after the original beside which it may become public."""
    return sorted(pages, key=lambda page: getattr(page, "is_translation", False))


def _planned(run: Run, page: Page, choice: Choice, digest: str = "") -> RunDecision:
    return RunDecision(
        run=run,
        page_id=page.pk,
        title=page.get_admin_display_title()[:255],
        choice=choice,
        digest=digest or content_digest(page.latest_revision),
    )


@transaction.atomic
def give_reason(*, run: Run, reason: Reason | None, words: str, by: User) -> None:
    """Put the same reason and comment on all that was not decided yet. Raises PermissionDenied, or ReasonMissing."""
    _require_own(run, by)
    planned = run.decisions.filter(outcome=Outcome.PLANNED)
    if planned.filter(choice__in=REASONED).exists() and not (reason or words.strip()):
        raise ReasonMissing
    planned.update(reason=reason, words=words)


def carry_out(*, run: Run, by: User) -> None:
    """Take the decisions of a run that were not taken yet, each in a transaction of its own and as its own decision.

    What cannot be done says why and keeps nothing else from being done. When this is broken off, what was done is
    known, and calling it again does the rest. Raises PermissionDenied for a run of somebody else's, InvalidMove for one
    that was carried out.
    """
    _require_own(run, by)
    if run.done_at is not None:
        raise InvalidMove(_("This was carried out already."))
    for pk in run.decisions.filter(outcome=Outcome.PLANNED).values_list("pk", flat=True):
        _carry_out(pk, run, by)
    _close(run)


def _close(run: Run) -> None:
    """Have no further decision of a run taken; the one that is being taken locks the run and is waited for."""
    Run.objects.filter(pk=run.pk, done_at=None).update(done_at=timezone.now())
    run.refresh_from_db(fields=["done_at"])


@transaction.atomic
def _carry_out(pk: int, run: Run, by: User) -> None:
    rows = RunDecision.objects.select_for_update(of=("self", "run")).select_related("run", "page", "reason")
    decision = rows.filter(pk=pk, run=run, run__done_at=None, outcome=Outcome.PLANNED).first()
    if decision is None:  # Somebody pressed the button twice, or meanwhile undid or held this.
        return
    try:
        with transaction.atomic():
            decision.outcome = _take(decision, by)
    except REFUSALS:
        decision.outcome, decision.why = Outcome.REFUSED, _why(partial(_take, decision, by))
    decision.save()


def _take(decision: RunDecision, by: User) -> Outcome:
    """Take the decision; note on the row how the page stood before and where its log ends now."""
    if decision.page is None:
        raise InvalidMove(_("The page is not there any more."))
    page = locked(decision.page)
    if decision.choice == Choice.CLAIM:
        handling = handling_of(page)
        decision.before = {"was_mine": handling is not None and handling.person_id == by.pk}
        claim(page=page, by=by)
        return Outcome.DONE
    move = Move(decision.choice)
    before = review_standing_of(page)
    decision.before = asdict(before) if before else {}
    values = {"digest": decision.digest, "words": decision.words, "reason": decision.reason}
    is_public = TAKE[move](page, by, values | {"questions": decision.questions.all()})
    decision.last_entry = last_entry(page)
    return Outcome.WAITS if move == Move.APPROVE and not is_public else Outcome.DONE


def _why(attempt: Callable[[], object]) -> dict[str, str]:
    """Return why what was just refused is, by language of the site.

    A refusal is a sentence in the language that is active: it is attempted in each, and nothing of that stays.
    """
    return {language: _refusal(attempt, language) for language, _name in settings.LANGUAGES}


def _refusal(attempt: Callable[[], object], language: str) -> str:
    with translation.override(language):
        try:
            with transaction.atomic():
                attempt()
                transaction.set_rollback(True)
        except ValidationError as refused:
            return " ".join(refused.messages)
        except REFUSALS as refused:
            return str(refused)
    return ""


def undo_run(*, run: Run, by: User) -> None:
    """Undo what a run did, the last first. What somebody acted on since is left as it is, and says so.

    What was not taken yet of a run that was broken off is not taken any more. Raises PermissionDenied unless it is the
    person's own or they are an administrator, and the undo is open.
    """
    if not can_undo(by, run):
        raise PermissionDenied(_("This cannot be undone by you any more."))
    _close(run)
    done = run.decisions.filter(outcome__in=TAKEN).order_by("-pk")
    for pk in done.values_list("pk", flat=True):
        _undo(pk, by)
    run.undone_at, run.undone_by = timezone.now(), by
    run.save(update_fields=["undone_at", "undone_by"])


@transaction.atomic
def _undo(pk: int, by: User) -> None:
    rows = RunDecision.objects.select_for_update(of=("self",)).select_related("run__by", "page")
    decision = rows.filter(pk=pk, outcome__in=TAKEN).first()
    if decision is None:
        return
    try:
        with transaction.atomic():
            _take_back(decision, by)
    except REFUSALS:
        decision.outcome, decision.why = Outcome.LEFT, _why(partial(_take_back, decision, by))
    else:
        decision.outcome = Outcome.UNDONE
    decision.save()


def _take_back(decision: RunDecision, by: User) -> None:
    if decision.page is None:
        raise ActedSince(_("The page is not there any more."))
    page = decision.page.specific
    if decision.choice == Choice.CLAIM:
        _return_claim(page, decision, by)
        return
    step = open_step(page.current_workflow_state)
    # An approval that ended its step has brought the review to the next.
    if decision.outcome == Outcome.WAITS and step is not None and step.pk == decision.before["step"]:
        take_back_approval(page=page, of=decision.run.by, by=by)
        return
    undo(
        page=page,
        move=Move(decision.choice),
        before=ReviewStanding(**decision.before),
        digest=decision.digest,
        since=decision.last_entry or 0,
        by=by,
    )


def _return_claim(page: Page, decision: RunDecision, by: User) -> None:
    handling = handling_of(page)
    if handling is None or handling.person_id != decision.run.by_id:
        raise ActedSince(
            _("%(person)s does not have “%(title)s” any more.")
            % {"person": decision.run.by, "title": decision.title}
        )
    if not decision.before["was_mine"]:
        release(page=page, by=by)


# Held decisions


@transaction.atomic
def hold(*, run: Run, by: User) -> Run:
    """Put the decisions of a preview aside, to be released together with others; return the run that holds them.

    On a page there is one held decision of a person: a later one takes its place. Of a run that was broken off the rest
    is held, and what was done stays with it. Raises PermissionDenied, or InvalidMove for claims and what is held or
    carried out already.
    """
    _require_own(run, by)
    run = Run.objects.select_for_update().get(pk=run.pk)
    is_over = run.is_held or run.done_at is not None
    if is_over or run.decisions.filter(choice=Choice.CLAIM).exists():
        raise InvalidMove(_("This cannot be held."))
    holding = _holding(by)
    planned = run.decisions.filter(outcome=Outcome.PLANNED)
    held_of(by).filter(page__in=planned.values("page")).delete()
    planned.update(run=holding)
    if run.decisions.exists():
        _close(run)
    else:
        run.delete()
    return holding


@transaction.atomic
def hold_decision(
    *,
    page: Page,
    choice: Choice,
    digest: str,
    reason: Reason | None = None,
    words: str = "",
    questions: Sequence[Message] = (),
    by: User,
) -> Run:
    """Put one decision aside, about the text with this digest; the page goes on waiting.

    Raises what the decision would raise now.
    """
    page = locked(page)
    require(Move(choice), by, page)
    holding = _holding(by)
    decision = _planned(holding, page, choice, digest)
    decision.reason, decision.words = reason, words
    if choice in REASONED and not (reason or words.strip() or questions):
        raise ReasonMissing
    require_short(words)
    require_same_text(decision, page)
    held_of(by).filter(page=page.pk).delete()
    decision.save()
    decision.questions.set(questions)
    return holding


def _holding(by: User) -> Run:
    """Return the run that collects the person's held decisions."""
    return Run.objects.collecting().filter(by=by).first() or Run.objects.create(by=by, is_held=True)


@transaction.atomic
def take_back(*, decision: RunDecision, by: User) -> None:
    """Drop a held decision; the page waits as before. Raises PermissionDenied, or InvalidMove when it was taken."""
    if not takes_back(by, decision.run):
        raise PermissionDenied(_("These decisions are another person's."))
    dropped, _rows = RunDecision.objects.filter(pk=decision.pk, outcome=Outcome.PLANNED).delete()
    if not dropped:
        raise InvalidMove(_("This was carried out already."))


def _require_own(run: Run, by: User) -> None:
    if not owns(by, run):
        raise PermissionDenied(_("These decisions are another person's."))
