"""Wagtail tells us when a translation became public: the memory takes its words."""

from typing import Any

from wagtail.signals import page_published

from cms.records.models import RecordPage
from cms.translation_desk.assistance.memory_filling import remember


def on_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, RecordPage) and instance.is_translation:
        remember([instance])


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="translation_desk.assistance.published")
