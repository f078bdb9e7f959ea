"""The review that every page under a language's home goes through; a repeatable step."""

from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from cms.moderation.models import ReviewTask

NAME = "Review"


@transaction.atomic
def ensure_review(homes: list[Page]) -> Workflow:
    """Make the workflow with its one task where it is missing and assign it to these pages."""
    task, _made = ReviewTask.objects.get_or_create(name=NAME)
    workflow, _made = Workflow.objects.get_or_create(name=NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for home in homes:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})
    return workflow
