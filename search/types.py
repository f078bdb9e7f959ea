"""The values that cross the search package: what is indexed, asked and answered.

Plain Python: no Django, no engine. Everything is frozen; functions return new values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

UNDETERMINED = "und"
"""Key of a text whose language is unknown or outside the six: searched without stemming."""


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    PUBLISHED = "published"
    """The last made public first: for feeds, not offered to readers of lists."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The published words of a record in one language, plain text without markup."""

    title: str
    summary: str = ""
    body: str = ""
    url: str = ""
    """Path of the public page in this language, "/fr/stocktaking/2019/x/"."""
    language: str = ""
    """The text's real language (BCP 47) where it differs from its key, "pt"; empty when unknown."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One record with all its published languages: what an engine stores."""

    id: str
    """The record's public id."""
    version: int
    """Grows with every change of the record; an engine keeps the newest."""
    texts: Mapping[str, DocumentText]
    """Keyed by one of the six language codes or UNDETERMINED; the original comes first."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keyword values by field name; names and meaning are in schema.FIELDS."""
    organisation: str = ""
    """The organisation's name as shown and searched."""
    date: dt.date | None = None
    """What newest and oldest sort by: the start, else the day of submission."""
    published: dt.datetime | None = None
    """When it was first public."""
    quality: float = 0.0
    """0 to 1 (completeness, prizes); multiplies a hit's score by at most 1.5."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One write: the newest document of a record, or its removal (document is None)."""

    id: str
    version: int
    document: SearchDocument | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a batch of operations."""

    done: int = 0
    stale: int = 0
    """Operations older than, or as old as, what the engine already holds: not an error."""
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Other words that may stand for some words of a question."""

    words: str
    language: str
    weight: float = 1.0
    """How far they count: 1 is as good as the words themselves."""
    origin: str = ""
    """Where they come from, for explaining: a value of search.lexicon.Origin."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of a question and what may stand for them: together they count as one word, not as more words."""

    start: int
    """Where the words begin in the text of the request, in characters."""
    end: int
    equivalents: tuple[Equivalent, ...]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question. Filters are OR inside a field, AND between fields."""

    text: str = ""
    language: str = "en"
    """The reader's language: ranks and shows first, never hides the others."""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    year_from: int | None = None
    year_to: int | None = None
    sort: Sort = Sort.RELEVANCE
    """Without text, relevance means newest first."""
    facets: tuple[str, ...] = ()
    """Fields to count. A field's own filter does not narrow its own counts."""
    offset: int = 0
    size: int = 20
    cursor: str = ""
    """Opaque, from SearchResult.next_cursor; replaces offset."""
    highlight: bool = True
    expansions: tuple[Expansion, ...] = ()
    """What may stand for words of the text."""
    pinned: tuple[str, ...] = ()
    """Ids of records that come first, in this order, when sorted by relevance and within the filters."""
    rescue: bool = True
    """When no record has all the words: try the corrected spelling, then any of the words."""
    as_of: dt.date | None = None
    """The day at whose end, in UTC, the repository is asked; None asks it as it is now."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that answers. Highlights are escaped HTML with <mark>."""

    id: str
    language: str
    """The key in texts of the language that is shown: the reader's when it matches, else the best match."""
    text: DocumentText
    title_html: str
    snippet_html: str
    languages: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    organisation: str
    date: dt.date | None
    score: float | None = None
    pinned: bool = False
    """It comes first because editors pinned it."""


@dataclass(frozen=True, slots=True)
class FacetCount:
    key: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    count: int
    count_is_exact: bool
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    """Per field all values with a count, most frequent first, selected values always among them."""
    next_cursor: str = ""
    did_you_mean: str = ""
    corrected: bool = False
    """The hits are those of did_you_mean, because the words as typed found nothing."""
    relaxed: bool = False
    """The hits have some of the words, because no record has all."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record whose title begins to match what is being typed."""

    id: str
    title: str
    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Health:
    ok: bool
    documents: int
    generation: str
    detail: str = ""
