"""Wagtail and the bulk path tell us when translations became public: the memory takes their words."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.signals import page_published

from cms.records.signals import published_in_bulk
from cms.translation_desk.assistance.memory_filling import remember
from cms.translation_desk.assistance.tasks import remember_pages
from cms.translations.models import TranslatedPage


def on_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, TranslatedPage) and instance.is_translation:
        remember([instance])


def on_published_in_bulk(sender: None, pages: Sequence[TranslatedPage], **kwargs: Any) -> None:
    """Leave the work to the worker: an import publishes thousands."""
    if pks := [page.pk for page in pages if page.is_translation]:
        transaction.on_commit(partial(remember_pages.enqueue, pks))


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="translation_desk.assistance.published")
    published_in_bulk.connect(on_published_in_bulk, dispatch_uid="translation_desk.assistance.bulk")
