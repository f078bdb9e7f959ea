"""An edition's history is what the public saw: a row when Wagtail says it was published."""

from typing import Any

from wagtail.signals import page_published

from prizes_pages.models import PrizeEditionPage


def on_published(sender: type, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, PrizeEditionPage):
        PrizeEditionPage.history.bulk_history_create([instance], update=True)


def connect() -> None:
    page_published.connect(on_published, dispatch_uid="prizes_pages.edition_history")
