"""The Elasticsearch mapping, derived from the field table."""

from __future__ import annotations

from typing import Any

from elasticsearch.dsl import (
    Boolean,
    Float,
    Integer,
    Keyword,
    Long,
    Mapping,
    Object,
    Text,
)

from search.engines.answering import READER_LANGUAGES
from search.schema import FIELDS

ID = "id"
"""The record's id once more: Elasticsearch does not sort by its own."""
ALIVE = "alive"
"""False for a tombstone."""
TEXT = "text"
"""The tokens of all languages in one field, titles repeated, as search.analysis makes them: Elasticsearch only splits
at the blanks. A field per language ranks badly, because document frequency and average length would count the
documents that lack it."""
TITLES = "titles"
"""Folded words of the titles, each also with its language in front, for suggestions."""
SPELLINGS = "spellings"
"""Folded words: where corrections are looked for."""
LANGUAGES = "languages"
YEARS = "years"
NEWEST = "newest"
OLDEST = "oldest"
PUBLISHED = "published"
WEIGHT = "weight"
RECORD = "record"
"""The record as it is shown; the only field that is kept and not only indexed."""
LAST_CHANGE = "_seq_no"
"""Elasticsearch's own: grows with every write."""


def facet(name: str) -> str:
    """Return the field that holds a facet's values."""
    return f"facets.{name}"


def title(language: str) -> str:
    """Return the field that readers of a language sort titles by."""
    return f"title_order.{language}"


def mapping() -> dict[str, Any]:
    """Return how every field is indexed; a field that is not here is an error."""
    fields = Mapping()
    fields.meta("dynamic", "strict")
    fields.meta("_source", includes=[RECORD])
    fields.field(ID, Keyword())
    fields.field(ALIVE, Boolean())
    fields.field(TEXT, _tokens(index_options="positions"))
    fields.field(TITLES, _tokens(index_options="docs"))
    fields.field(SPELLINGS, _tokens(index_options="docs", norms=False))
    fields.field(LANGUAGES, Keyword())
    fields.field(YEARS, Integer())
    fields.field(NEWEST, Long(index=False))
    fields.field(OLDEST, Long(index=False))
    fields.field(PUBLISHED, Long(index=False))
    fields.field(WEIGHT, Float(index=False))
    fields.field("facets", _object({field.name: Keyword() for field in FIELDS}))
    fields.field("title_order", _object({language: Keyword(index=False) for language in READER_LANGUAGES}))
    fields.field(RECORD, Object(enabled=False))
    return fields.to_dict()


def _tokens(**options: Any) -> Text:
    return Text(analyzer="whitespace", **options)


def _object(properties: dict[str, Any]) -> Object:
    return Object(properties=properties, dynamic="strict")
