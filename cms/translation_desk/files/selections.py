"""Which records an export takes."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.translation_desk.files.originals import original_named
from cms.translation_desk.models import Assignment
from cms.translations.models import TranslatedPage, TranslationSummary
from cms.translations.summaries import models as translated_models


class Selection(models.TextChoices):
    MINE = "mine", _("What I have claimed")
    BEHIND = "behind", _("Translations that are out of date or not complete")
    YEAR = "year", _("All records of a year, translated or not")
    RECORD = "record", _("One record")


def select(
    selection: Selection, value: str, language: str, by: User
) -> list[tuple[type[TranslatedPage], int]]:
    """Return the public originals, each by its type and key. `value` is a year or the id of a record."""
    if selection == Selection.RECORD:
        original = original_named(value)
        found = [(type(original), original.pk)] if original is not None and original.live else []
        return [] if found and original.locale.language_code == language else found
    conditions = {
        Selection.MINE: lambda: _with_keys(
            Assignment.objects.filter(person=by, language=language).values_list("translation_key", flat=True)
        ),
        Selection.BEHIND: lambda: _with_keys(_behind(language)),
        Selection.YEAR: lambda: _of_year(value),
    }
    return list(_originals(conditions[selection](), language))


def _with_keys(keys: models.QuerySet[object] | list[UUID]) -> Q:
    return Q(translation_key__in=list(keys))


def _behind(language: str) -> list[UUID]:
    rows = TranslationSummary.objects.filter(page__locale__language_code=language)
    behind = rows.filter(Q(stale__gt=0) | Q(missing__gt=0) | Q(machine__gt=0))
    return list(behind.values_list("page__translation_key", flat=True))


def _of_year(year: str) -> Q:
    """Records below a page whose address ends in the year."""
    matching = Q(pk__in=[])
    for path in Page.objects.filter(slug=year).values_list("path", flat=True):
        matching |= Q(path__startswith=path)
    return matching


def _originals(condition: Q, language: str) -> Iterator[tuple[type[TranslatedPage], int]]:
    for model in translated_models():
        originals = model.objects.filter(condition, is_translation_page=False, live=True)
        keys = originals.exclude(locale__language_code=language).order_by("pk").values_list("pk", flat=True)
        yield from ((model, pk) for pk in keys)
