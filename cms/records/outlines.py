"""All records that were public on a day, as much of each as lists and searches need: read from the history."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cms.organisations.models import Organisation
from cms.organisations.queries import names_at
from cms.records.documents import Codes, language_key, text_of
from cms.records.models import RecordPage
from cms.records.queries import as_of
from search.days import end_of
from search.types import DocumentText, SearchDocument

COLUMNS = ("id", "translation_key", "title", "original_language", "organisation_id", "relations", "record_id")


def rows_as_of(day: dt.date, model: type[RecordPage]) -> QuerySet[Any]:
    """Return the publication rows of a day, without those of pages that only some may read today."""
    return as_of(end_of(day), model).filter(id__in=model.objects.public().order_by().values("pk"))


def originals_of(
    day: dt.date, model: type[RecordPage], *columns: str, with_words: bool, extra: str = ""
) -> Iterator[Any]:
    """Yield each original of a day with what facets are made of, under the names that a page has them by.

    `texts` has a text for each language it was public in, its own first; without `with_words` of the title alone.
    `extra` names a column whose words belong to the original's.
    """
    words = model.words if with_words else ()
    own = (*words, extra) if with_words and extra else words
    organisations = dict(Organisation.objects.values_list("pk", "slug"))
    names = names_at(end_of(day), organisations) if with_words else {}
    translated = _translations(day, model, words)
    rows = rows_as_of(day, model).filter(is_translation_page=False)
    for row in rows.values(*dict.fromkeys((*COLUMNS, *columns, *own))).iterator(chunk_size=2000):
        pk = row["organisation_id"]
        page: Any = SimpleNamespace(**row, pk=row["id"], is_translation=False)
        page.organisation = SimpleNamespace(slug=organisations[pk], name=names.get(pk, "")) if pk else None
        page.texts = {language_key(page): _text(row, model, words, row.get(extra, ""))}
        page.texts |= translated.get(row["translation_key"], {})
        yield page


def _translations(
    day: dt.date, model: type[RecordPage], words: tuple[str, ...]
) -> Mapping[UUID, dict[str, DocumentText]]:
    """Return the texts of the translations of a day by translation key and language."""
    translations = model.objects.filter(is_translation_page=True).order_by("locale_id")
    languages = dict(translations.values_list("pk", "locale__language_code"))
    rows = (
        rows_as_of(day, model)
        .filter(is_translation_page=True)
        .values("id", "translation_key", "title", *words)
    )
    found = {row["id"]: row for row in rows}
    texts: dict[UUID, dict[str, DocumentText]] = defaultdict(dict)
    for pk, language in languages.items():
        if row := found.get(pk):
            texts[row["translation_key"]][language] = _text(row, model, words)
    return texts


def _text(
    row: Mapping[str, Any], model: type[RecordPage], words: tuple[str, ...], extra: str = ""
) -> DocumentText:
    if not words:
        return DocumentText(title=row["title"])
    return text_of(row["title"], row["summary"], [row[name] for name in model.sections], extra)


def codes_then(page: Any) -> Mapping[str, Codes]:
    """Return the codes of one original's relations, as documents.codes_of does for many pages."""
    return {name: {page.pk: tuple(codes)} for name, codes in page.relations.items()}


def outline(page: Any, facets: Mapping[str, tuple[str, ...]], date: dt.date | None) -> SearchDocument:
    """Return the document of an original."""
    return SearchDocument(
        id=page.record_id,
        version=0,
        texts=page.texts,
        facets={**facets, "language": tuple(page.texts)},
        organisation=page.organisation.name if page.organisation else "",
        date=date,
    )
