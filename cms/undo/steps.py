"""What becomes of steps of reviews when groups that they ask go."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, WorkflowState

from cms.moderation.models import ReviewTask
from cms.moderation.states import open_workflows


def steps_without(groups: Collection[Group]) -> dict[str, Any]:
    """Return the values of Consequences that tell it."""
    if not groups:
        return {}
    asked = ReviewTask.objects.filter(active=True, groups__in=groups).distinct()
    others = Group.objects.exclude(pk__in=[group.pk for group in groups])
    of_wagtail = GroupApprovalTask.objects.filter(active=True, groups__in=groups).distinct()
    stuck = of_wagtail.exclude(groups__in=others)
    waiting = open_workflows().filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state__task__in=[step.pk for step in (*asked, *stuck)],
    )
    return {
        "asking": _names(asked),
        "open_steps": _names(asked.exclude(groups__in=others)),
        "stuck_steps": _names(stuck),
        "waiting": waiting.count(),
    }


def _names(steps: Any) -> tuple[str, ...]:
    return tuple(sorted(step.name for step in steps))
