"""What every search engine does. The rules behind each method are the tests in tests/search/engines/contract/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from search.types import Applied, Health, Operation, SearchRequest, SearchResult, Suggestion


class EngineUnavailable(Exception):
    """The engine cannot answer now. The page says so and offers browsing; the API answers 503."""


class StaleCursor(Exception):
    """The cursor belongs to a generation that is gone or to another order: start again from page 1."""


class UnknownCursor(StaleCursor):
    """The cursor is not one of ours: start again from page 1."""


class Rebuild(Protocol):
    """A new generation being filled while the old one goes on answering."""

    def apply(self, operations: Iterable[Operation]) -> Applied: ...

    def commit(self) -> str:
        """Make the new generation the one that answers, in one step, and return its name."""
        ...

    def abort(self) -> None:
        """Throw the new generation away; the old one never stopped answering."""
        ...


class Engine(Protocol):
    """A place where search documents are kept and found."""

    def apply(self, operations: Iterable[Operation]) -> Applied:
        """Write a batch: idempotent, in any order, the newest version wins, a removal leaves a tombstone."""
        ...

    def refresh(self) -> None:
        """Make all that was applied findable now, the spelling dictionary included."""
        ...

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a question. Raises EngineUnavailable or StaleCursor."""
        ...

    def suggest(self, prefix: str, language: str, size: int = 8) -> tuple[Suggestion, ...]:
        """Return records whose titles have these words, the last one as a beginning."""
        ...

    def similar(self, id: str, language: str, size: int = 6) -> tuple[Suggestion, ...]:
        """Return records that share rare words with this one, best first; none for an unknown id."""
        ...

    def versions(self) -> Iterator[tuple[str, int]]:
        """Yield (id, version) of every living document, ordered by id."""
        ...

    def begin_rebuild(self) -> Rebuild: ...

    def health(self) -> Health: ...

    def close(self) -> None: ...
