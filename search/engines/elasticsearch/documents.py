"""From a search document to what Elasticsearch holds, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search.analysis import stems
from search.engines import documents
from search.engines.elasticsearch import fields
from search.engines.narrowing import indexable
from search.schema import FIELDS
from search.types import UNDETERMINED, Operation, SearchDocument

_HIGHEST_VERSION = 2**63 - 1
_LONGEST_ID = 512
_MOST_CHARACTERS = 10_000_000
"""A longer text might not go into one request."""


def to_source(document: SearchDocument) -> dict[str, Any]:
    """Return the document with all its fields; raises ValueError on impossible values."""
    words = documents.words_of(document)
    return {
        fields.ID: document.id,
        fields.ALIVE: True,
        fields.TEXT: words.passages,
        fields.TITLES: words.titles,
        fields.SPELLINGS: stems(words.spellings, UNDETERMINED),
        fields.LANGUAGES: list(document.texts),
        fields.YEARS: documents.years_of(document),
        fields.NEWEST: documents.newest_key(document),
        fields.OLDEST: documents.oldest_key(document),
        fields.PUBLISHED: documents.published_key(document),
        fields.WEIGHT: documents.weight_of(document),
        "facets": {field.name: list(document.facets.get(field.name, ())) for field in FIELDS},
        "title_order": documents.title_keys(document),
        fields.RECORD: documents.pack(document),
    }


def tombstone(id: str) -> dict[str, Any]:
    """Return what stays of a removed record, so that a late message cannot bring it back."""
    return {fields.ID: id, fields.ALIVE: False}


def to_write(operation: Operation, index: str) -> dict[str, Any]:
    """Return the write as the client's bulk helper takes it: only a newer version replaces what is there.

    Raises ValueError when the operation is impossible.
    """
    document = documents.to_index(operation)
    _require_possible(operation)
    return {
        "_index": index,
        "_id": operation.id,
        "version": operation.version,
        "version_type": "external",
        "_source": to_source(document) if document else tombstone(operation.id),
    }


def document_in(hit: Mapping[str, Any]) -> SearchDocument | None:
    """Return the document that a hit holds, None for a tombstone."""
    record = hit["_source"].get(fields.RECORD)
    return documents.unpack(record, hit["_id"], hit.get("_version", 0)) if record else None


def _require_possible(operation: Operation) -> None:
    if not 0 <= operation.version <= _HIGHEST_VERSION:
        raise ValueError("A version is a number of at most 63 bits.")
    if not indexable(operation.id) or not 0 < len(operation.id.encode()) <= _LONGEST_ID:
        raise ValueError(f"An id has 1 to {_LONGEST_ID} bytes.")
    texts = operation.document.texts.values() if operation.document else ()
    if sum(len(text.title) + len(text.summary) + len(text.body) for text in texts) > _MOST_CHARACTERS:
        raise ValueError("The texts are too long for one request.")
