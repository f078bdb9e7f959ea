"""Wagtail and the bulk path tell us when translations became public: what waited for them is closed."""

from collections.abc import Sequence
from typing import Any

from wagtail.signals import page_published

from cms.records.signals import published_in_bulk
from cms.translation_desk.queue.actions import fulfil
from cms.translation_desk.queue.queries import waited_for
from cms.translations.models import TranslatedPage


def on_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, TranslatedPage) and instance.is_translation:
        fulfil(translation=instance)


def on_published_in_bulk(sender: None, pages: Sequence[TranslatedPage], **kwargs: Any) -> None:
    for page in waited_for([page for page in pages if page.is_translation]):
        fulfil(translation=page)


def connect() -> None:
    published_in_bulk.connect(on_published_in_bulk, dispatch_uid="translation_desk.queue.bulk")
    page_published.connect(on_published, dispatch_uid="translation_desk.queue.published")
