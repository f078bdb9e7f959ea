"""Where Wagtail and Django tell us that a translation may have come closer to its original, or fallen behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.signals import request_finished
from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    task_submitted,
    workflow_cancelled,
    workflow_rejected,
)

from cms.moderation.queries import page_of
from cms.translations import readers
from cms.translations.models import TranslatedPage
from cms.translations.summaries import refresh


def on_public_state(sender: type, instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, TranslatedPage):
        refresh(type(instance), [instance.translation_key])


def on_revision(sender: type, instance: Model, update_fields: Iterable[str] | None, **kwargs: Any) -> None:
    """A translation has another latest revision."""
    if update_fields is None or "latest_revision" not in update_fields:
        return
    if isinstance(instance, TranslatedPage) and instance.is_translation:
        refresh(type(instance), [instance.translation_key])


def on_workflow(sender: type, instance: WorkflowState | TaskState, **kwargs: Any) -> None:
    state = instance.workflow_state if isinstance(instance, TaskState) else instance
    page = page_of(state)
    if isinstance(page, TranslatedPage) and page.is_translation:
        refresh(type(page), [page.translation_key])


def connect() -> None:
    for signal in (page_published, page_unpublished):
        signal.connect(on_public_state, dispatch_uid="translations.public_state")
    for signal in (task_submitted, workflow_rejected, workflow_cancelled):
        signal.connect(on_workflow, dispatch_uid="translations.workflow")
    post_save.connect(on_revision, dispatch_uid="translations.revision")
    request_finished.connect(readers.write_when_due, dispatch_uid="translations.readers")
