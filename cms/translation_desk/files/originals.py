"""How a file names what it translates: a record by its id, a page of the site by its translation key."""

from __future__ import annotations

from uuid import UUID

from cms.records.models import RecordPage
from cms.records.queries import find_original
from cms.translations.models import SitePage, TranslatedPage
from cms.translations.summaries import models


def name_of(original: TranslatedPage) -> str:
    return original.record_id if isinstance(original, RecordPage) else str(original.translation_key)


def original_named(name: str) -> TranslatedPage | None:
    """Return the original, live or not; None when there is none."""
    if not name.isprintable():
        return None  # PostgreSQL takes no NUL even in a question
    return find_original(name) or _site_page(name)


def _site_page(name: str) -> TranslatedPage | None:
    try:
        key = UUID(name)
    except ValueError:
        return None
    for model in models():
        if issubclass(model, SitePage):
            page = model.objects.filter(translation_key=key, is_translation_page=False).first()
            if page is not None:
                return page
    return None
