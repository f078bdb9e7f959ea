"""Wagtail tells us when a translation became public: what waited for it is closed."""

from typing import Any

from wagtail.signals import page_published

from cms.records.models import RecordPage
from cms.translation_desk.queue.actions import fulfil


def on_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, RecordPage) and instance.is_translation:
        fulfil(translation=instance)


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="translation_desk.queue.published")
