"""Handing many pages in for review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from cms.accounts.models import User
from cms.moderation.enums import LogAction
from cms.moderation.exceptions import InvalidMove
from cms.records.bulk.log import insert_entries
from cms.records.bulk.values import Moments
from cms.records.models import RecordPage
from cms.records.signals import handed_in_in_bulk


def start_reviews(
    pages: Sequence[RecordPage],
    parents: Sequence[Page],
    revisions: Sequence[Revision],
    *,
    by: User,
    moments: Moments,
) -> None:
    """Open the workflow of each page's place in the tree. No mail is sent: the queue shows what waits.

    Raises InvalidMove where none is set up.
    """
    groups: dict[Workflow, list[tuple[RecordPage, Revision]]] = defaultdict(list)
    workflows = {
        parent.pk: parent.get_workflow() for parent in {parent.pk: parent for parent in parents}.values()
    }
    for page, parent, revision in zip(pages, parents, revisions, strict=True):
        groups[workflows[parent.pk]].append((page, revision))
    for workflow, members in groups.items():
        if workflow is None:
            raise InvalidMove(_("No review is set up for “%(title)s”.") % {"title": members[0][0].title})
        _start(workflow, members, by=by, moments=moments)
    handed_in_in_bulk.send(sender=None, pages=pages)


def _start(
    workflow: Workflow, members: Sequence[tuple[RecordPage, Revision]], *, by: User, moments: Moments
) -> None:
    task = workflow.tasks.filter(active=True).first()
    states = WorkflowState.objects.bulk_create(
        _workflow_state(workflow, page, by) for page, _revision in members
    )
    task_states = TaskState.objects.bulk_create(
        TaskState(workflow_state=state, task=task, revision=revision, status=TaskState.STATUS_IN_PROGRESS)
        for state, (_page, revision) in zip(states, members, strict=True)
    )
    first = TaskState.objects.filter(workflow_state=OuterRef("pk")).values("pk")[:1]
    WorkflowState.objects.filter(pk__in=[state.pk for state in states]).update(
        current_task_state=Subquery(first)
    )
    pages, revisions = zip(*members, strict=True)
    data = [_log_data(workflow, task, task_state) for task_state in task_states]
    insert_entries(
        LogAction.START,
        pages,
        by=by,
        at=moments.decided,
        data=data,
        revisions=revisions,
        content_changed=False,
    )


def _workflow_state(workflow: Workflow, page: RecordPage, by: User) -> WorkflowState:
    return WorkflowState(
        content_type_id=page.content_type_id,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        workflow=workflow,
        status=WorkflowState.STATUS_IN_PROGRESS,
        requested_by=by,
    )


def _log_data(workflow: Workflow, task: Task, task_state: TaskState) -> dict[str, Any]:
    return {
        "workflow": {
            "id": workflow.pk,
            "title": workflow.name,
            "status": WorkflowState.STATUS_IN_PROGRESS,
            "next": {"id": task.pk, "title": task.name},
            "task_state_id": task_state.pk,
        }
    }
