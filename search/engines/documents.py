"""What every engine makes of a record: the words it indexes, the keys it sorts by, the record as it keeps it."""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from search.analysis import analyse, fold_title, plain_words, raw_words, stems
from search.engines.answering import READER_LANGUAGES
from search.types import UNDETERMINED, DocumentText, Operation, SearchDocument

READER_BOOST = 0.5
"""Added to the score of a record that exists in the reader's language."""
_TITLE_WEIGHT = 3
_LOT_BITS = 41
_LAST_DAY = 2**22 - 1
"""With the lot behind it 63 bits: what a signed number of 64 holds."""
_SHORT_LOT_BITS = 31
_LAST_SECOND = 2**32 - 1
_LONGEST_TITLE_KEY = 200
_TEXT_FIELDS = ("title", "summary", "body", "url", "language")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a record as tokens joined by blanks."""

    passages: tuple[str, ...]
    """The words of all languages, titles repeated; phrases do not cross from one passage into the next."""
    titles: str
    """Folded words of the titles, each also with its language in front."""
    spellings: frozenset[str]
    """Words as a dictionary lists them."""


def to_index(operation: Operation) -> SearchDocument | None:
    """Return the document with the operation's id and version, None for a removal.

    Raises ValueError when it is without any text or its quality is no number.
    """
    if operation.document is None:
        return None
    if not operation.document.texts:
        raise ValueError("A document needs a text in at least one language.")
    if not math.isfinite(operation.document.quality):
        raise ValueError("A document's quality is a number from 0 to 1.")
    return replace(operation.document, id=operation.id, version=operation.version)


def words_of(document: SearchDocument) -> Words:
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
    return Words(tuple(passages), " ".join(titles), frozenset(spellings | plain_words(organisation)))


def _begun(title: Iterable[str], language: str) -> Iterator[str]:
    """Yield the words of a title in any language, and in this one."""
    for word in stems(title, UNDETERMINED).split():
        yield word
        yield in_language(word, language)


def in_language(word: str, language: str) -> str:
    """Return the title word of one language only; no word of a text can contain the sign between."""
    return f"{language}:{word}"


def newest_key(document: SearchDocument) -> int:
    """Return the key of an ascending and total order: the id tells equal days apart, the undated come last."""
    return _day_key(document, _LAST_DAY - document.date.toordinal() if document.date else _LAST_DAY)


def oldest_key(document: SearchDocument) -> int:
    """Return the key of the opposite order of days; the undated come last here too."""
    return _day_key(document, document.date.toordinal() if document.date else _LAST_DAY)


def published_key(document: SearchDocument) -> int:
    """Return the key of an ascending and total order: the last made public first, to the second."""
    seconds = int(document.published.timestamp()) if document.published else 0
    return (_LAST_SECOND - min(max(seconds, 0), _LAST_SECOND)) << _SHORT_LOT_BITS | _lot(
        document, _SHORT_LOT_BITS
    )


def _day_key(document: SearchDocument, day: int) -> int:
    return day << _LOT_BITS | _lot(document, _LOT_BITS)


def _lot(document: SearchDocument, bits: int) -> int:
    digest = hashlib.blake2b(document.id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - bits)


def title_keys(document: SearchDocument) -> dict[str, str]:
    """Return per reader's language the title in it, else the original's, made unique by the id."""
    keys = {language: _title_key(text.title, document.id) for language, text in document.texts.items()}
    original = next(iter(keys.values()))
    return {language: keys.get(language, original) for language in READER_LANGUAGES}


def _title_key(title: str, id: str) -> str:
    return f"{fold_title(title)[:_LONGEST_TITLE_KEY]}\x00{id}"


def years_of(document: SearchDocument) -> list[int]:
    """Return the years as numbers; raises ValueError when one is none."""
    return [int(year) for year in document.facets.get("year", ())]


def weight_of(document: SearchDocument) -> float:
    """Return what a hit's score is multiplied by: 1 to 1.5."""
    return 1 + min(max(document.quality, 0.0), 1.0) / 2


def pack(document: SearchDocument) -> dict[str, Any]:
    """Return the record without its id and version as values that JSON knows."""
    return {
        "texts": {
            language: [getattr(text, name) for name in _TEXT_FIELDS]
            for language, text in document.texts.items()
        },
        "facets": {name: list(values) for name, values in document.facets.items()},
        "organisation": document.organisation,
        "date": document.date.isoformat() if document.date else "",
        "published": document.published.isoformat() if document.published else "",
        "quality": document.quality,
    }


def unpack(record: Mapping[str, Any], id: str, version: int = 0) -> SearchDocument:
    """Return the record that was packed."""
    return SearchDocument(
        id=id,
        version=version,
        texts={language: DocumentText(*words) for language, words in record["texts"].items()},
        facets={name: tuple(values) for name, values in record["facets"].items()},
        organisation=record["organisation"],
        date=dt.date.fromisoformat(record["date"]) if record["date"] else None,
        published=dt.datetime.fromisoformat(moment) if (moment := record.get("published")) else None,
        quality=record["quality"],
    )
