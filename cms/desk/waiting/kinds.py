"""What is moderated, as moderators name it: originals by their type, and translations, whatever they translate."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.desk.filters import kind_choices
from cms.desk.queries import NOTHING
from cms.moderation.registry import moderated_models
from cms.translations.models import TranslatedPage

TRANSLATION = "translation"
TRANSLATION_LABEL = _("Translation")


def kinds() -> list[tuple[str, Any]]:
    """Return (key, label) of every kind."""
    return [*kind_choices(moderated_models()), (TRANSLATION, TRANSLATION_LABEL)]


def of_kind(kind: str) -> Q:
    """Return a condition that holds for the pages of a kind, by its key."""
    if kind == TRANSLATION:
        return _is_translation()
    return Q(content_type=ContentType.objects.get_by_natural_key(*kind.split("."))) & ~_is_translation()


def kind_of(page: Page, *, is_translation: bool) -> str:
    return TRANSLATION if is_translation else page.specific_class._meta.label_lower


def label_of(page: Page, *, is_translation: bool) -> str:
    return str(TRANSLATION_LABEL) if is_translation else capfirst(page.specific_class._meta.verbose_name)


def translations_among(pages: Collection[Page]) -> frozenset[int]:
    """Return the primary keys of those of the pages that are translations."""
    of_pages = _is_translation(pk__in=[page.pk for page in pages])
    return frozenset(Page.objects.filter(of_pages).values_list("pk", flat=True))


def decision_days(kind: str) -> int:
    """Return the service level: in how many working days what was handed in is to be decided on."""
    return settings.DECISION_DAYS_BY_KIND.get(kind, settings.DECISION_DAYS)


def _translated_models() -> list[Any]:
    return [model for model in moderated_models() if issubclass(model, TranslatedPage)]


def _is_translation(**conditions: Any) -> Q:
    matching = NOTHING
    for model in _translated_models():
        matching |= Q(pk__in=model.objects.filter(is_translation_page=True, **conditions).values("pk"))
    return matching
