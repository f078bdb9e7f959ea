"""Where documents come from: content packages register a source here, so search needs to know none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model
from wagtail.models import Page

from search.page import Badge
from search.types import SearchDocument


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What files and feeds tell of a public record beyond its document. Whom to contact is not among it."""

    source: str = ""
    source_url: str = ""
    licence: str = ""
    attribution: str = ""
    website: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    published: dt.datetime | None = None
    """When the public saw the record first."""
    changed: dt.datetime | None = None
    """When one of its pages, in whatever language, was published last."""


class DocumentSource(Protocol):
    """What a content package tells search about its records. Ids are unique across all sources."""

    kind: str
    """Its name here, "project"; a value of the facet `kind`."""

    def build(self, ids: Sequence[str], day: dt.date | None = None) -> Iterable[SearchDocument]:
        """Return the documents (version 0) of those of these records that anybody may see now, from the database.

        With a day those that were public at its end, as they were then.
        A record that is left out is taken out of the index: a draft, one in review, unpublished, archived, private,
        deleted or unknown, or another source's. A number of queries that does not grow with the number of ids.
        """
        ...

    def all_ids(self) -> Iterator[str]:
        """Yield the ids of all records that anybody may see now."""
        ...

    def ids_for(self, instance: Model) -> Iterable[str]:
        """Return the ids of the records whose document shows this page or organisation.

        Empty for what is not this source's. Also called for a page that was just deleted, so its own row is gone.
        """
        ...

    def detail(self, id: str, language: str, day: dt.date | None = None) -> Mapping[str, Any] | None:
        """Return what the API's record page tells beyond the document, as JSON values with labels in this language.

        None when this is not a record of the source that anybody may see now, or could read at the end of the day.
        """
        ...

    def outlines(self, day: dt.date, with_words: bool = False) -> Iterable[SearchDocument]:
        """Return a document for each record that was public at the end of a day: facets, date and title.

        With words it has those of all its languages too, and the name that its organisation had. A number of queries
        that does not grow with the number of records.
        """
        ...

    def page(self, id: str) -> Page | None:
        """Return the page of the record's original, public or not; None when it is no record of the source."""
        ...

    def facts(self, ids: Sequence[str]) -> Mapping[str, RecordFacts]:
        """Return the facts of those of these records that anybody may see now, by id.

        A number of queries that does not grow with the number of ids.
        """
        ...


BadgesOf = Callable[[Sequence[str]], Mapping[str, tuple[Badge, ...]]]
"""Record ids -> address of each page of theirs of which readers are told something -> what."""

_sources: dict[str, DocumentSource] = {}
_badges: list[BadgesOf] = []


def register(source: DocumentSource) -> None:
    """Add a source; called from AppConfig.ready(). A second one of the same kind takes the place of the first."""
    _sources[source.kind] = source


def unregister(kind: str) -> None:
    _sources.pop(kind, None)


def register_badges(badges_of: BadgesOf) -> None:
    """Say who knows how far translations are; called from AppConfig.ready()."""
    _badges[:] = [badges_of]


def badges(ids: Sequence[str]) -> dict[str, tuple[Badge, ...]]:
    """Return what readers are told of pages of these records, by their address; one query, none for no records."""
    return {url: told for badges_of in _badges for url, told in badges_of(ids).items()} if ids else {}


def sources() -> tuple[DocumentSource, ...]:
    return tuple(_sources.values())


def build(ids: Sequence[str], day: dt.date | None = None) -> dict[str, SearchDocument]:
    """Return the public ones among these records, by id; what a source returns unasked is dropped."""
    asked = frozenset(ids)
    past = (day,) if day else ()
    found = (document for source in sources() for document in source.build(ids, *past))
    return {document.id: document for document in found if document.id in asked}


def all_ids() -> Iterator[str]:
    for source in sources():
        yield from source.all_ids()


def ids_for(instance: Model) -> set[str]:
    return {id for source in sources() for id in source.ids_for(instance)}


def detail(id: str, language: str, day: dt.date | None = None) -> Mapping[str, Any] | None:
    past = (day,) if day else ()
    details = (source.detail(id, language, *past) for source in sources())
    return next((found for found in details if found is not None), None)


def outlines(day: dt.date, with_words: bool = False) -> Iterator[SearchDocument]:
    for source in sources():
        yield from source.outlines(day, with_words)


def page(id: str) -> Page | None:
    """Return the page of a record's original, whether anybody may see it or not."""
    return next((found for source in sources() if (found := source.page(id)) is not None), None)


def facts(ids: Sequence[str]) -> dict[str, RecordFacts]:
    """Return the facts of the public ones among these records, by id."""
    return {id: found for source in sources() for id, found in source.facts(ids).items()}
