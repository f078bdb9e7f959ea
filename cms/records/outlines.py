"""All records that were public on a day, as little of each as lists need: read from the history without its words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cms.organisations.models import Organisation
from cms.records.documents import Codes, language_key
from cms.records.models import RecordPage
from cms.records.queries import as_of
from search.days import end_of
from search.types import DocumentText, SearchDocument

COLUMNS = ("id", "translation_key", "title", "original_language", "organisation_id", "relations", "record_id")


def rows_as_of(day: dt.date, model: type[RecordPage]) -> QuerySet[Any]:
    """Return the publication rows of a day, without those of pages that only some may read today."""
    return as_of(end_of(day), model).filter(id__in=model.objects.public().order_by().values("pk"))


def originals_of(day: dt.date, model: type[RecordPage], *columns: str) -> Iterator[Any]:
    """Yield each original of a day with what facets are made of, under the names that a page has them by.

    `languages` are the keys of the texts it was public in, its own first.
    """
    slugs = dict(Organisation.objects.values_list("pk", "slug"))
    translated = _translations(day, model)
    rows = rows_as_of(day, model).filter(is_translation_page=False)
    for row in rows.values(*COLUMNS, *columns).iterator(chunk_size=2000):
        slug = slugs.get(row["organisation_id"])
        page: Any = SimpleNamespace(**row, pk=row["id"], is_translation=False)
        page.organisation = SimpleNamespace(slug=slug) if slug else None
        page.languages = (language_key(page), *translated.get(row["translation_key"], ()))
        yield page


def _translations(day: dt.date, model: type[RecordPage]) -> Mapping[UUID, list[str]]:
    """Return the languages of the translations of a day by translation key."""
    translations = model.objects.filter(is_translation_page=True).order_by("locale_id")
    languages = dict(translations.values_list("pk", "locale__language_code"))
    rows = dict(rows_as_of(day, model).filter(is_translation_page=True).values_list("id", "translation_key"))
    found: dict[UUID, list[str]] = defaultdict(list)
    for pk, language in languages.items():
        if pk in rows:
            found[rows[pk]].append(language)
    return found


def codes_then(page: Any) -> Mapping[str, Codes]:
    """Return the codes of one original's relations, as documents.codes_of does for many pages."""
    return {name: {page.pk: tuple(codes)} for name, codes in page.relations.items()}


def outline(page: Any, facets: Mapping[str, tuple[str, ...]], date: dt.date | None) -> SearchDocument:
    """Return the document of an original: its facets and its title, no words of its languages."""
    texts = dict.fromkeys(page.languages, DocumentText(title=page.title))
    return SearchDocument(
        id=page.record_id, version=0, texts=texts, facets={**facets, "language": page.languages}, date=date
    )
