"""Which steps of open reviews ask for several people, and how far they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from wagtail.models import Page, Task, TaskState, WorkflowState

from cms.accounts.models import User
from cms.moderation.approvals.models import Approval
from cms.moderation.approvals.progress import Progress
from cms.moderation.states import open_page_ids

SEVERAL = Q(reviewtask__people__gt=1) | Q(reviewtask__groups__isnull=False)


def progress_of(steps: Iterable[TaskState]) -> dict[int, Progress]:
    """Return it by the step's key, of those steps that ask for several people."""
    tasks = {step.pk: step.task_id for step in steps}
    asked = _asked(set(tasks.values()))
    given: dict[int, list[User]] = defaultdict(list)
    outdated: dict[int, list[User]] = defaultdict(list)
    if asked:
        approvals = Approval.objects.filter(step__in=[pk for pk, task in tasks.items() if task in asked])
        people = approvals.select_related("person").prefetch_related("person__groups")
        for approval in people.with_standing().order_by("given_at", "pk"):
            (given if approval.stands else outdated)[approval.step_id].append(approval.person)
    return {
        pk: Progress(*asked[task], tuple(given[pk]), tuple(outdated[pk]))
        for pk, task in tasks.items()
        if task in asked
    }


def _asked(tasks: Collection[int]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Return how many people and which groups these tasks ask for, of those that ask for several."""
    found = Task.objects.filter(SEVERAL, pk__in=tasks).order_by("reviewtask__groups__name")
    asked: dict[int, tuple[int, tuple[str, ...]]] = {}
    for pk, people, group in found.values_list("pk", "reviewtask__people", "reviewtask__groups__name"):
        _people, groups = asked.get(pk, (people, ()))
        asked[pk] = (people, (*groups, group) if group else groups)
    return asked


def progress_on(page: Page) -> Progress | None:
    """Return how far the step is in which a page under review stands; None where one person is enough."""
    return progress_in(page.current_workflow_state)


def progress_in(review: WorkflowState | None) -> Progress | None:
    """Return the same of a review that was read."""
    step = open_step(review)
    return progress_of([step]).get(step.pk) if step else None


def open_step(review: WorkflowState | None) -> TaskState | None:
    """Return the step in which a review waits for moderators."""
    if review is None or review.status != WorkflowState.STATUS_IN_PROGRESS:
        return None
    step = review.current_task_state
    return step if step is not None and step.status == TaskState.STATUS_IN_PROGRESS else None


def approved_earlier(user: User, review: WorkflowState, revision: int | None) -> bool:
    """Whether the person approved this text in another step of the review."""
    earlier = review.task_states.filter(status=TaskState.STATUS_APPROVED, revision=revision)
    return earlier.filter(Q(finished_by=user) | Q(approvals__person=user)).exists()


def asked_groups(step: int | None) -> QuerySet[Task, str]:
    """Return the names of the groups that a step asks, open or over."""
    asked = Task.objects.filter(reviewtask__groups__isnull=False)
    asked = asked.filter(task_states=step) if step else asked.none()
    return asked.values_list("reviewtask__groups__name", flat=True)


def asked_of_groups(names: Collection[str]) -> Q:
    """Return a condition on pages: the step of their open review asks one of these groups."""
    tasks = Task.objects.filter(reviewtask__groups__name__in=names)
    return Q(pk__in=open_page_ids(current_task_state__task__in=tasks.values("pk")))


def not_asked(user: User) -> Q:
    """Return a condition on pages: they wait in a step to which an approval of this person would add nothing.

    How far the steps are that somebody approved is read at once, in one query where there is none.
    """
    begun = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        pk__in=Approval.objects.values("step"),
    )
    pages = {step: int(step.workflow_state.object_id) for step in begun.select_related("workflow_state")}
    progress = progress_of(pages) if pages else {}
    heard = [page for step, page in pages.items() if step.pk in progress and not progress[step.pk].asks(user)]
    return Q(pk__in=heard) | asked_of_others(user)


def asked_of_others(user: User) -> Q:
    """Return a condition on pages: the step of their open review asks groups, and none of this person's."""
    others = Task.objects.filter(reviewtask__groups__isnull=False)
    others = others.exclude(reviewtask__groups__name__in=user.group_names)
    return Q(pk__in=open_page_ids(current_task_state__task__in=others.values("pk")))


def approved_by_somebody() -> Q:
    """Return a condition on pages: the step of their open review has an approval, of whatever text."""
    return Q(pk__in=open_page_ids(current_task_state__in=Approval.objects.values("step")))
