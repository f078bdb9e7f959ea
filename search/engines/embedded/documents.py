"""From a search document to what tantivy holds, and back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator

import tantivy

from search.analysis import analyse, fold_title, plain_words, raw_words, stems
from search.engines.answering import READER_LANGUAGES
from search.engines.embedded import schema
from search.schema import FIELDS
from search.types import UNDETERMINED, DocumentText, SearchDocument

_TITLE_WEIGHT = 3
_LOT_BITS = 42
_LAST_DAY = 2 ** (64 - _LOT_BITS) - 1
_LONGEST_TITLE_KEY = 200
_TEXT_FIELDS = ("title", "summary", "body", "url", "language")


def to_tantivy(document: SearchDocument) -> tantivy.Document:
    """Return the document with all its fields; raises ValueError, TypeError or OverflowError on impossible values."""
    return tantivy.Document.from_dict(
        {
            schema.ID: document.id,
            schema.VERSION: document.version,
            schema.ALIVE: 1,
            schema.LANGUAGE: list(document.texts),
            schema.YEARS: [int(year) for year in document.facets.get("year", ())],
            schema.WEIGHT: 2 ** (1 + min(max(document.quality, 0.0), 1.0) / 2) - 2,
            schema.STORED: _pack(document),
            **{schema.facet(field.name): list(document.facets.get(field.name, ())) for field in FIELDS},
            **_words(document),
            **_day_keys(document),
            **_title_keys(document),
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
            language: [getattr(text, name) for name in _TEXT_FIELDS]
            for language, text in document.texts.items()
        },
        "facets": {name: list(values) for name, values in document.facets.items()},
        "organisation": document.organisation,
        "date": document.date.isoformat() if document.date else "",
        "quality": document.quality,
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")


def _words(document: SearchDocument) -> dict[str, list[str]]:
    """Return the fields that hold words; every value is a passage that phrases do not cross."""
    passages: list[str] = []
    titles: list[str] = []
    spellings: set[str] = set()
    for language, text in document.texts.items():
        title, *others = map(raw_words, (text.title, text.summary, text.body))
        passages += [stems(title, language)] * _TITLE_WEIGHT
        passages += (stems(words, language) for words in others)
        titles += _begun(title, language)
        spellings.update(*map(plain_words, (title, *others)))
    organisation = raw_words(document.organisation)
    passages += (stems(organisation, language) for language in (UNDETERMINED, *document.texts))
    passages.append(analyse(document.id, UNDETERMINED))
    return {
        schema.TEXT: passages,
        schema.TITLES: [" ".join(titles)],
        schema.SPELLINGS: [" ".join(spellings | plain_words(organisation))],
    }


def _begun(title: Iterable[str], language: str) -> Iterator[str]:
    """Yield the words of a title in any language, and in this one."""
    for word in stems(title, UNDETERMINED).split():
        yield word
        yield in_language(word, language)


def in_language(word: str, language: str) -> str:
    """Return the title word of one language only; no word of a text can contain the sign between."""
    return f"{language}:{word}"


def _day_keys(document: SearchDocument) -> dict[str, int]:
    """Return a key per order, both ascending and total: the id tells equal days apart, the undated come last."""
    day = document.date.toordinal() if document.date else None
    digest = hashlib.blake2b(document.id.encode(), digest_size=8).digest()
    lot = int.from_bytes(digest, "big") >> (64 - _LOT_BITS)
    return {
        schema.OLDEST: (_LAST_DAY if day is None else day) << _LOT_BITS | lot,
        schema.NEWEST: (_LAST_DAY if day is None else _LAST_DAY - day) << _LOT_BITS | lot,
    }


def _title_keys(document: SearchDocument) -> dict[str, str]:
    """Return per reader's language the title in it, else the original's, made unique by the id."""
    keys = {language: _title_key(text.title, document.id) for language, text in document.texts.items()}
    original = next(iter(keys.values()))
    return {schema.title(language): keys.get(language, original) for language in READER_LANGUAGES}


def _title_key(title: str, id: str) -> str:
    return f"{fold_title(title)[:_LONGEST_TITLE_KEY]}\x00{id}"
