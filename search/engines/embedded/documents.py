"""From a search document to what tantivy holds, and back."""

from __future__ import annotations

import json

import tantivy

from search.engines import documents
from search.engines.embedded import schema
from search.schema import FIELDS
from search.types import SearchDocument


def to_tantivy(document: SearchDocument) -> tantivy.Document:
    """Return the document with all its fields; raises ValueError, TypeError or OverflowError on impossible values."""
    words = documents.words_of(document)
    return tantivy.Document.from_dict(
        {
            schema.ID: document.id,
            schema.VERSION: document.version,
            schema.ALIVE: 1,
            schema.TEXT: list(words.passages),
            schema.TITLES: [words.titles],
            schema.SPELLINGS: [" ".join(words.spellings)],
            schema.LANGUAGE: list(document.texts),
            schema.YEARS: documents.years_of(document),
            schema.NEWEST: documents.newest_key(document),
            schema.OLDEST: documents.oldest_key(document),
            schema.PUBLISHED: documents.published_key(document),
            schema.WEIGHT: 2 ** documents.weight_of(document) - 2,
            schema.STORED: json.dumps(documents.pack(document), ensure_ascii=False).encode(
                "utf-8", "replace"
            ),
            **{schema.facet(field.name): list(document.facets.get(field.name, ())) for field in FIELDS},
            **{schema.title(language): key for language, key in documents.title_keys(document).items()},
        },
        schema.SCHEMA,
    )


def tombstone(id: str, version: int) -> tantivy.Document:
    """Return what stays of a removed record, so that a late message cannot bring it back."""
    return tantivy.Document.from_dict(
        {schema.ID: id, schema.VERSION: version, schema.ALIVE: 0}, schema.SCHEMA
    )


def unpack(stored: bytes, id: str, version: int = 0) -> SearchDocument:
    """Return the document that was stored; the inverse of what to_tantivy keeps."""
    return documents.unpack(json.loads(stored), id, version)
