"""Taking a decision back: the public text, the review and its step stand again as they stood before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_rejected

from cms.accounts.models import User
from cms.moderation.approvals.models import Approval
from cms.moderation.digests import content_digest
from cms.moderation.enums import APPROVAL_TAKEN_BACK, APPROVED, LogAction, Move
from cms.moderation.exceptions import ActedSince
from cms.moderation.notices.actions import take_back_notice
from cms.moderation.notices.models import Notice
from cms.moderation.permissions import WRITING_ACTIONS, decides_in, open_workflow, refusal
from cms.moderation.publication import decided
from cms.moderation.queries import live_translations, locked, publications_of

ACTS = frozenset(LogAction.values) | {
    *WRITING_ACTIONS,
    APPROVED[0],
    APPROVAL_TAKEN_BACK[0],
    "wagtail.unpublish",
    "wagtail.workflow.approve",
    "wagtail.workflow.cancel",
    "wagtail.workflow.reject",
    "wagtail.workflow.resume",
}
"""Entries of the log after which a decision is not undone any more."""


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """How a page that waits stands, in values that JSON keeps."""

    public: int | None
    """The revision that the public reads."""
    review: int
    status: str
    step: int | None
    open_steps: list[tuple[int, int]]
    """Those that wait for a decision, each with its revision."""
    approvals: list[int] = field(default_factory=list)
    """Those given in them, of steps that ask for several people."""
    told: int = 0
    """The last notice about the page: what a decision tells comes after it."""


def review_standing_of(page: Page) -> ReviewStanding | None:
    """Return how a page in an open review stands; None of one that is in none."""
    review = open_workflow(page)
    if review is None:
        return None
    steps = review.task_states.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("pk")
    return ReviewStanding(
        public=page.live_revision_id,
        review=review.pk,
        status=review.status,
        step=review.current_task_state_id,
        open_steps=list(steps.values_list("pk", "revision_id")),
        approvals=list(Approval.objects.filter(step__in=steps).values_list("pk", flat=True)),
        told=Notice.objects.filter(page_id=page.pk).aggregate(last=Max("pk"))["last"] or 0,
    )


def last_entry(page: Page) -> int:
    """Return the number of the last entry in the page's log; what is undone later came after it."""
    entries = PageLogEntry.objects.filter(page_id=page.pk).order_by("-pk")
    return entries.values_list("pk", flat=True).first() or 0


@transaction.atomic
def undo(*, page: Page, move: Move, before: ReviewStanding, digest: str, since: int, by: User) -> None:
    """Bring back how the page stood before a decision; its author is told nothing, or that it was taken back.

    `digest` is that of the text decided on, `since` the last entry of the log that belongs to the decision. What was
    public for a while stays in the histories. Raises PermissionDenied unless the person decides in the step that is
    opened again, or ActedSince when somebody wrote or decided on the page since, or published a translation beside it.
    """
    page = locked(page)
    if not (by.is_active and decides_in(before.step, by, page)):
        raise PermissionDenied(refusal(move, by, page))
    _require_untouched(page, digest, since)
    if page.live_revision_id != before.public:
        with decided(by=by, reason=str(LogAction.UNDO.label)):
            _bring_back_public_text(page, before.public, by)
    _open_review_again(before, by)
    log(
        instance=page,
        action=LogAction.UNDO.value,
        user=by,
        data={"undone": move.value},
        revision=page.latest_revision,
    )
    take_back_notice(page=page, since=before.told)


def _require_untouched(page: Page, digest: str, since: int) -> None:
    title = page.get_admin_display_title()
    later = PageLogEntry.objects.filter(page_id=page.pk, pk__gt=since, action__in=ACTS)
    if entry := later.select_related("user").order_by("pk").first():
        raise ActedSince(
            _("%(person)s has acted on “%(title)s” since.")
            % {"person": entry.user_display_name, "title": title}
        )
    if content_digest(page.latest_revision) != digest:
        raise ActedSince(_("“%(title)s” has been changed since.") % {"title": title})
    if any(publications_of(each).filter(pk__gt=since).exists() for each in live_translations(page)):
        raise ActedSince(_("A translation of “%(title)s” has been published since.") % {"title": title})


def _bring_back_public_text(page: Page, public: int | None, by: User) -> None:
    if public is None:
        UnpublishPageAction(page, user=by, log_action=False).execute(skip_permission_checks=True)
    else:
        revision = Revision.objects.get(pk=public)
        revision.publish(user=by, log_action=False, skip_permission_checks=True)


def _open_review_again(before: ReviewStanding, by: User) -> None:
    """Set the rows themselves back: how long it waits, who has it and who handed in hang on them."""
    TaskState.objects.filter(workflow_state=before.review, status=TaskState.STATUS_IN_PROGRESS).update(
        status=TaskState.STATUS_CANCELLED
    )
    steps = [pk for pk, _revision in before.open_steps]
    Approval.objects.filter(step__in=steps).exclude(pk__in=before.approvals).delete()
    for pk, revision in before.open_steps:
        TaskState.objects.filter(pk=pk).update(
            status=TaskState.STATUS_IN_PROGRESS,
            finished_at=None,
            finished_by=None,
            comment="",
            revision=revision,
        )
    review = WorkflowState.objects.get(pk=before.review)
    review.status, review.current_task_state_id = before.status, before.step
    review.save()
    # Whoever keeps count of what waits hears of it as if it had just come to stand so.
    if review.status == WorkflowState.STATUS_NEEDS_CHANGES:
        workflow_rejected.send(sender=WorkflowState, instance=review, user=by)
    else:
        for step in review.task_states.filter(status=TaskState.STATUS_IN_PROGRESS):
            task_submitted.send(sender=type(step.specific), instance=step.specific, user=by)
