"""What a change to pinned results, synonyms or the glossary would do to an answer, shown before it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search import service
from search.service import Prepare
from search.types import Hit, SearchRequest, SearchResult

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a list."""

    id: str
    title: str
    language: str
    url: str
    pinned: bool = False
    moved: bool = False
    """It is not in the other list: gone, in the list of now; new, in the list of then."""


@dataclass(frozen=True, slots=True)
class Listing:
    count: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    text: str
    now: Listing
    then: Listing

    @property
    def is_none(self) -> bool:
        return self.now == self.then


def compare(request: SearchRequest, now: Prepare, then: Prepare) -> Effect:
    """Return the first ten results of a question and how many there are, prepared in the one way and in the other.

    Raises EngineUnavailable.
    """
    asked = replace(request, offset=0, cursor="", size=SHOWN, facets=(), highlight=False)
    before, after = service.search(asked, now), service.search(asked, then)
    return Effect(request.text, _listing(before, after.hits), _listing(after, before.hits))


def _listing(result: SearchResult, others: Iterable[Hit]) -> Listing:
    elsewhere = {hit.id for hit in others}
    lines = (
        Line(
            hit.id,
            hit.text.title,
            hit.text.language or hit.language,
            hit.text.url,
            hit.pinned,
            hit.id not in elsewhere,
        )
        for hit in result.hits
    )
    return Listing(result.count, tuple(lines))
