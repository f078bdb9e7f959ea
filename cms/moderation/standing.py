"""How a page stood before it was taken offline or archived, and putting it there again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState
from wagtail.signals import page_published

from cms.moderation.enums import LogAction, PageState
from cms.moderation.exceptions import InvalidMove
from cms.moderation.states import state_of

OFFLINE = frozenset({PageState.UNPUBLISHED, PageState.ARCHIVED})
TOLD_BY_LOG = frozenset({PageState.UNPUBLISHED, PageState.PUBLISHED_CHANGE_REJECTED})
"""States that the last decision in the log alone tells from others."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What taking a page offline changes, by primary keys."""

    page: int
    state: str
    live: bool
    has_unpublished_changes: bool
    live_revision: int | None
    latest_revision: int | None
    workflow: int | None
    workflow_status: str
    task: int | None
    """The step that waited for somebody, which ends with the review."""
    decision: int | None
    """The entry of the log that decided last."""


def standing_of(page: Page) -> Standing:
    review: Any = page.current_workflow_state
    step: Any = review.current_task_state if review else None
    waits = step is not None and step.status == TaskState.STATUS_IN_PROGRESS
    decision = PageLogEntry.objects.filter(page_id=page.pk, action__in=LogAction.values)
    return Standing(
        page=page.pk,
        state=state_of(page),
        live=page.live,
        has_unpublished_changes=page.has_unpublished_changes,
        live_revision=page.live_revision_id,
        latest_revision=page.latest_revision_id,
        workflow=review.pk if review else None,
        workflow_status=review.status if review else "",
        task=step.pk if waits else None,
        decision=decision.order_by("-timestamp", "-pk").values_list("pk", flat=True).first(),
    )


def require_untouched(page: Page, before: Standing) -> None:
    """Raise InvalidMove unless the page is still offline or archived, and nobody has written since."""
    if state_of(page) not in OFFLINE or page.latest_revision_id != before.latest_revision:
        raise InvalidMove(
            _("“%(title)s” has gone on since: it is “%(state)s” now. Use the buttons on its own page.")
            % {"title": page.get_admin_display_title(), "state": state_of(page).label}
        )


def stand_again(page: Page, before: Standing) -> None:
    """Write the page's columns, its open review and, where it was public, tell that it is so again.

    The caller has opened the door to the public (publication.decided).
    """
    page.live = before.live
    page.has_unpublished_changes = before.has_unpublished_changes
    page.live_revision_id = before.live_revision
    page.save(clean=False)
    if before.workflow is not None:
        WorkflowState.objects.filter(pk=before.workflow).update(status=before.workflow_status)
    if before.task is not None:
        TaskState.objects.filter(pk=before.task).update(
            status=TaskState.STATUS_IN_PROGRESS, finished_at=None, finished_by=None
        )
    if page.live:
        page_published.send(sender=type(page), instance=page, revision=page.live_revision)
