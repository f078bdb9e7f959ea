"""From a search document to what tantivy holds, and back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from typing import Any

import tantivy

from search.analysis import analyse, fold_title, plain_words
from search.engines.embedded import schema
from search.types import UNDETERMINED, DocumentText, SearchDocument

_TITLE_WEIGHT = 3
_DAY_BITS = 22
_HASH_BITS = 42
_LAST_DAY = 2**_DAY_BITS - 1
_LONGEST_TITLE_KEY = 200
_TEXT_FIELDS = ("title", "summary", "body", "url", "language")


def to_tantivy(document: SearchDocument) -> tantivy.Document:
    """Return the document with all its fields; raises ValueError, TypeError or OverflowError on impossible values."""
    return tantivy.Document.from_dict(
        {
            schema.ID: document.id,
            schema.VERSION: document.version,
            schema.ALIVE: 1,
            schema.TEXT: list(_text(document)),
            schema.TITLES: list(_titles(document)),
            schema.SPELLINGS: list(_spellings(document)),
            schema.LANGUAGE: list(document.texts),
            schema.YEARS: [int(year) for year in document.facets.get("year", ())],
            schema.WEIGHT: 2 ** (1 + min(max(document.quality, 0.0), 1.0) / 2) - 2,
            schema.STORED: _pack(document),
            **{schema.facet(name): list(values) for name, values in _facets(document)},
            **_sort_keys(document),
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
    record = json.loads(stored)
    return SearchDocument(
        id=id,
        version=version,
        texts={language: DocumentText(*words) for language, words in record["texts"].items()},
        facets={name: tuple(values) for name, values in record["facets"].items()},
        organisation=record["organisation"],
        date=dt.date.fromisoformat(record["date"]) if record["date"] else None,
        quality=record["quality"],
    )


def _pack(document: SearchDocument) -> bytes:
    record = {
        "texts": {
            language: [getattr(text, name) for name in _TEXT_FIELDS] for language, text in document.texts.items()
        },
        "facets": {name: list(values) for name, values in document.facets.items()},
        "organisation": document.organisation,
        "date": document.date.isoformat() if document.date else "",
        "quality": document.quality,
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")


def _facets(document: SearchDocument) -> Iterator[tuple[str, tuple[str, ...]]]:
    for field in schema.FIELDS:
        yield field.name, document.facets.get(field.name, ())


def _text(document: SearchDocument) -> Iterator[str]:
    """Yield the tokens of every language, each value a passage that phrases do not cross."""
    for language, text in document.texts.items():
        yield from [analyse(text.title, language)] * _TITLE_WEIGHT
        yield analyse(text.summary, language)
        yield analyse(text.body, language)
    for language in dict.fromkeys([UNDETERMINED, *document.texts]):
        yield analyse(document.organisation, language)
    yield analyse(document.id, UNDETERMINED)


def _titles(document: SearchDocument) -> Iterator[str]:
    for language, text in document.texts.items():
        words = analyse(text.title, UNDETERMINED)
        yield words
        yield " ".join(in_language(word, language) for word in words.split())


def in_language(word: str, language: str) -> str:
    """Return the title word of one language only; no word of a text can contain the sign between."""
    return f"{language}:{word}"


def _spellings(document: SearchDocument) -> Iterator[str]:
    for text in document.texts.values():
        yield plain_words(text.title)
        yield plain_words(text.summary)
        yield plain_words(text.body)
    yield plain_words(document.organisation)


def _sort_keys(document: SearchDocument) -> dict[str, int | str]:
    """Return a key per order, all ascending and total: equal days are told apart by the id, undated come last."""
    day = document.date.toordinal() if document.date else None
    oldest = _LAST_DAY if day is None else day
    newest = _LAST_DAY if day is None else _LAST_DAY - day
    return {
        schema.OLDEST: _day_key(oldest, document.id),
        schema.NEWEST: _day_key(newest, document.id),
        **{schema.title(language): _title_key(document, language) for language in schema.READER_LANGUAGES},
    }


def _day_key(day: int, id: str) -> int:
    digest = hashlib.blake2b(id.encode(), digest_size=8).digest()
    return day << _HASH_BITS | int.from_bytes(digest, "big") >> (64 - _HASH_BITS)


def _title_key(document: SearchDocument, language: str) -> str:
    """Return the title a reader of the language sees, else the original's, made unique by the id."""
    text = document.texts.get(language) or next(iter(document.texts.values()), DocumentText(""))
    return f"{fold_title(text.title)[:_LONGEST_TITLE_KEY]}\x00{document.id}"
