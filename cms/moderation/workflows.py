"""Wagtail's extension point for the end of a workflow, named in WAGTAIL_FINISH_WORKFLOW_ACTION."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from cms.accounts.models import User


def publish_finished_workflow(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Publish what was approved; see actions.publish_approved.

    Wagtail imports this module while its own models are being made, so ours are imported only when called.
    """
    from cms.moderation.actions import publish_approved

    publish_approved(workflow_state, user)
