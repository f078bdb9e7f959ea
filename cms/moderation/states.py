"""The one function that derives a page's state, and the same rule as a queryset expression for lists."""

from collections.abc import Collection
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from wagtail.models import Page, PageLogEntry, WorkflowState

from cms.moderation.enums import PUBLIC, UNDER_REVIEW, WAITING_FOR_AUTHOR, LogAction, PageState

PageT = TypeVar("PageT", bound=Page)

OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)

AFTER_LOG_ENTRY = {
    LogAction.REJECT: PageState.REJECTED,
    LogAction.WITHDRAW: PageState.WITHDRAWN,
    LogAction.UNPUBLISH: PageState.UNPUBLISHED,
    LogAction.ARCHIVE: PageState.ARCHIVED,
}
"""State of a page that is neither live nor under review, by the last decision in its log; without one it is a draft."""


def state_of(page: Page) -> PageState:
    """Derive the state from live, has_unpublished_changes, the open workflow and the last decision in the log."""
    workflow_status = open_workflows().filter(object_id=str(page.pk)).values_list("status", flat=True).first()
    if page.live and not page.has_unpublished_changes:
        return PageState.PUBLISHED
    if workflow_status == WorkflowState.STATUS_IN_PROGRESS:
        return PageState.PUBLISHED_CHANGES_IN_REVIEW if page.live else PageState.IN_REVIEW
    if workflow_status == WorkflowState.STATUS_NEEDS_CHANGES:
        return PageState.PUBLISHED_CHANGES_REQUESTED if page.live else PageState.CHANGES_REQUESTED
    decision = _decisions().filter(page_id=page.pk).values_list("action", flat=True).first()
    if page.live:
        rejected = decision == LogAction.REJECT
        return PageState.PUBLISHED_CHANGE_REJECTED if rejected else PageState.PUBLISHED_CHANGES_IN_DRAFT
    return AFTER_LOG_ENTRY.get(LogAction(decision), PageState.DRAFT) if decision else PageState.DRAFT


def with_state(pages: QuerySet[PageT]) -> QuerySet[PageT]:
    """Annotate every page with `state`, equal to state_of for every row (a test holds it so)."""
    workflow = open_workflows().filter(object_id=Cast(OuterRef("pk"), CharField())).values("status")[:1]
    decision = _decisions().filter(page_id=OuterRef("pk")).values("action")[:1]
    in_review = Q(_workflow=WorkflowState.STATUS_IN_PROGRESS)
    needs_changes = Q(_workflow=WorkflowState.STATUS_NEEDS_CHANGES)
    live = Q(live=True)
    return pages.annotate(_workflow=Subquery(workflow), _decision=Subquery(decision)).annotate(
        state=Case(
            _when(live & Q(has_unpublished_changes=False), PageState.PUBLISHED),
            _when(live & in_review, PageState.PUBLISHED_CHANGES_IN_REVIEW),
            _when(in_review, PageState.IN_REVIEW),
            _when(live & needs_changes, PageState.PUBLISHED_CHANGES_REQUESTED),
            _when(needs_changes, PageState.CHANGES_REQUESTED),
            _when(live & Q(_decision=LogAction.REJECT), PageState.PUBLISHED_CHANGE_REJECTED),
            _when(live, PageState.PUBLISHED_CHANGES_IN_DRAFT),
            *(_when(Q(_decision=action), state) for action, state in AFTER_LOG_ENTRY.items()),
            default=Value(PageState.DRAFT.value),
            output_field=CharField(),
        )
    )


def in_states(pages: QuerySet[PageT], states: Collection[PageState]) -> QuerySet[PageT]:
    """Return the pages in one of these states, annotated by with_state.

    What the columns of a page rule out is ruled out first, so that a list of 14,000 pages looks at few logs.
    """
    possible = Q()
    if not PUBLIC.intersection(states):
        possible &= Q(live=False)
    if PUBLIC.issuperset(states):
        possible &= Q(live=True)
    if set(states) == {PageState.PUBLISHED}:
        possible &= Q(has_unpublished_changes=False)
    if (UNDER_REVIEW | WAITING_FOR_AUTHOR).issuperset(states):
        possible &= Q(pk__in=open_page_ids())
    return with_state(pages.filter(possible)).filter(state__in=states)


def open_page_ids(**conditions: Any) -> QuerySet[WorkflowState, Any]:
    """Return the primary keys of all pages with an open workflow (that meets these conditions)."""
    states = open_workflows().filter(**conditions).order_by()
    return states.annotate(page_pk=Cast("object_id", BigIntegerField())).values("page_pk")


def _when(condition: Q, state: PageState) -> When:
    return When(condition, then=Value(state.value))


def open_workflows() -> QuerySet[WorkflowState]:
    """The open workflow of each page; a constraint of Wagtail's allows one."""
    return WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), status__in=OPEN
    ).order_by("-pk")


def _decisions() -> QuerySet[PageLogEntry]:
    return PageLogEntry.objects.filter(action__in=LogAction.values).order_by(F("timestamp").desc(), "-pk")
