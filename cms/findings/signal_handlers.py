"""What is handed in is checked in the same transaction, and again when it is written while it waits.

What a bulk path brought is left to the worker of background tasks.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Page, Revision, TaskState
from wagtail.signals import task_submitted

from cms.findings.index import remember, remember_revisions
from cms.findings.tasks import remember_pages, try_links_soon
from cms.moderation.states import open_workflows
from cms.records.signals import handed_in_in_bulk


def on_handed_in(sender: type, instance: TaskState, **kwargs: Any) -> None:
    remember([int(instance.workflow_state.object_id)])
    try_links_soon()


def on_written(sender: type, instance: Revision, raw: bool, **kwargs: Any) -> None:
    of_page = not raw and instance.base_content_type_id == ContentType.objects.get_for_model(Page).pk
    waits = of_page and open_workflows().filter(object_id=instance.object_id).exists()
    if waits and instance.is_latest_revision():
        # Read again: the content of what was just saved is not yet as JSON holds it.
        remember_revisions(list(Revision.objects.filter(pk=instance.pk)))
        try_links_soon()


def on_bulk(sender: None, pages: Sequence[Page], **kwargs: Any) -> None:
    transaction.on_commit(partial(remember_pages.enqueue, [page.pk for page in pages]))


def connect() -> None:
    task_submitted.connect(on_handed_in, dispatch_uid="findings.handed_in")
    post_save.connect(on_written, sender=Revision, dispatch_uid="findings.written")
    handed_in_in_bulk.connect(on_bulk, dispatch_uid="findings.handed_in_in_bulk")
