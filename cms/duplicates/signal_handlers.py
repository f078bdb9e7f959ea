"""What was handed in and what became public: the index follows in the same transaction, for one page.

What a bulk path brought is left to the worker of background tasks: an import brings thousands.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_cancelled

from cms.duplicates.index import remember
from cms.duplicates.tasks import remember_pages
from cms.moderation.queries import page_of
from cms.records.models import RecordPage
from cms.records.queries import is_original
from cms.records.signals import handed_in_in_bulk, published_in_bulk


def on_published(sender: type, instance: Any, **kwargs: Any) -> None:
    _follow(instance)


def on_handed_in(sender: type, instance: TaskState, **kwargs: Any) -> None:
    _follow(page_of(instance.workflow_state))


def on_closed(sender: type, instance: WorkflowState, **kwargs: Any) -> None:
    """A change that was rejected or taken back leaves the record as the public reads it."""
    _follow(page_of(instance))


def _follow(page: Page) -> None:
    if is_original(page):
        remember([page])


def on_bulk(sender: None, pages: Sequence[RecordPage], **kwargs: Any) -> None:
    if pks := [page.pk for page in pages if not page.is_translation]:
        transaction.on_commit(partial(remember_pages.enqueue, pks))


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="duplicates.published")
    task_submitted.connect(on_handed_in, dispatch_uid="duplicates.handed_in")
    workflow_cancelled.connect(on_closed, dispatch_uid="duplicates.closed")
    published_in_bulk.connect(on_bulk, dispatch_uid="duplicates.published_in_bulk")
    handed_in_in_bulk.connect(on_bulk, dispatch_uid="duplicates.handed_in_in_bulk")
