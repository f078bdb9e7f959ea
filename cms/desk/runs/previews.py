"""What will happen to each page of a run that was not carried out yet, asked of the rules of the decision itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, WorkflowState

from cms.accounts.models import User
from cms.core.templatetags.numbers import number
from cms.desk.models import Run, RunDecision
from cms.desk.runs.enums import Choice, Outcome
from cms.desk.waiting.actions import require_claimable
from cms.desk.waiting.changes import changes_of
from cms.desk.waiting.queries import handling_in, reviews_of
from cms.findings.models import Check
from cms.findings.queries import checks_of
from cms.moderation.comments.queries import open_threads
from cms.moderation.digests import content_digest
from cms.moderation.enums import Move
from cms.moderation.exceptions import ContentChanged, InvalidMove
from cms.moderation.permissions import can, ends_review, require
from cms.moderation.queries import original_is_public
from cms.translations.models import TranslatedPage


@dataclass(frozen=True, slots=True)
class Preview:
    """One decision that was not taken yet, and what will come of it."""

    decision: RunDecision
    effect: str
    refusal: str = ""
    """Why it will not be done; empty where it will."""
    notes: tuple[str, ...] = ()
    """What the list says of the page that a decision should know."""


def previews_of(run: Run) -> list[Preview]:
    """Return a preview of every decision that was not taken yet, in the order of the run."""
    planned = run.decisions.filter(outcome=Outcome.PLANNED).select_related("reason")
    planned = planned.prefetch_related("questions")
    decisions = list(planned.select_related("page__locale", "page__latest_revision"))
    pages = [each.page for each in decisions if each.page]
    changes, notes = changes_of(pages), _notes(pages, run.by)
    published = frozenset(each.page_id for each in decisions if each.choice == Choice.APPROVE)
    previews = [_preview(each, run.by, changes.get(each.page_id, ""), published) for each in decisions]
    return [replace(each, notes=notes.get(each.decision.page_id, ())) for each in previews]


def _notes(pages: Collection[Page], by: User) -> dict[int, tuple[str, ...]]:
    """Return for each page who else has it, how much the checks found wrong in it, and what is open of its comments."""
    reviews, checks = reviews_of(pages), checks_of(pages)
    comments = Counter(thread.first.page_id for thread in open_threads(by, [page.specific for page in pages]))
    return {
        page.pk: tuple(_said_of(reviews.get(page.pk), checks.get(page.pk), comments[page.pk], by))
        for page in pages
    }


def _said_of(review: WorkflowState | None, check: Check | None, comments: int, by: User) -> Iterator[str]:
    handling = handling_in(review) if review else None
    if handling and handling.person and handling.person != by:
        yield _("%(person)s has claimed this page.") % {"person": handling.person}
    if check and check.wrong:
        yield _("Wrong: %(count)s") % {"count": number(check.wrong)}
    if comments:
        yield _("Open comments: %(count)s") % {"count": number(comments)}


def _preview(decision: RunDecision, by: User, change: str, published: Collection[int]) -> Preview:
    if decision.page is None:
        return Preview(decision, "", _("The page is not there any more."))
    page = decision.page.specific
    if decision.choice == Choice.APPROVE and _follows_its_original(page, by, published):
        return Preview(decision, _("It becomes public after its original, which is published first."))
    try:
        require_possible(decision, page, by)
    except (PermissionDenied, InvalidMove, ContentChanged) as refused:
        return Preview(decision, "", str(refused))
    return Preview(decision, _effect(decision, page, change, by))


def require_possible(decision: RunDecision, page: Page, by: User) -> None:
    """Raise what the decision would raise now, or ContentChanged when the text is not the one that was shown."""
    if decision.choice == Choice.CLAIM:
        require_claimable(page=page, by=by)
    else:
        require(Move(decision.choice), by, page)
        require_same_text(decision, page)


def require_same_text(decision: RunDecision, page: Page) -> None:
    """Raise ContentChanged unless the text is the one that was shown, as every decision does."""
    if content_digest(page.latest_revision) != decision.digest:
        raise ContentChanged


def _follows_its_original(page: Page, by: User, published: Collection[int]) -> bool:
    """Whether it is a translation that may be published once its original is, which this run publishes before."""
    if not (isinstance(page, TranslatedPage) and page.is_translation) or original_is_public(page):
        return False
    return page.original.pk in published and can(Move.REQUEST_CHANGES, by, page)


def _effect(decision: RunDecision, page: Page, change: str, by: User) -> str:
    review = page.current_workflow_state
    person = str(review.requested_by or "–")
    if decision.choice == Choice.CLAIM:
        return _("You have it.")
    if decision.choice == Choice.REQUEST_CHANGES:
        return " ".join([_("It goes back to %(person)s.") % {"person": person}, *_along(decision)])
    if decision.choice == Choice.REJECT:
        return _("The review ends, and %(person)s is told. What is public stays.") % {"person": person}
    if not ends_review(by, page):
        return _("It is approved and waits for another person.")
    if page.live:
        return _("It replaces the public text. %(change)s") % {"change": change}
    return _("It becomes public.")


def _along(decision: RunDecision) -> list[str]:
    count = len(decision.questions.all())
    along = ngettext("%(count)s message goes along.", "%(count)s messages go along.", count)
    return [along % {"count": number(count)}] if count else []
