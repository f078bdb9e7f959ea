"""All records that answer a question, a batch at a time: what files and feeds are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from search import registry, service
from search.params import LARGEST_SIZE
from search.registry import RecordFacts
from search.types import Hit, SearchRequest


@dataclass(frozen=True, slots=True)
class Record:
    hit: Hit
    facts: RecordFacts


@dataclass(frozen=True, slots=True)
class Batch:
    count: int
    """How many records answer in all."""
    records: tuple[Record, ...]


def batches(request: SearchRequest, size: int = LARGEST_SIZE) -> Iterator[Batch]:
    """Yield all public records that answer, in the order asked for, none twice; one batch, empty, when none does.

    Each batch is a question of its own, with the budget of one, and asks the database as often for one record as for a
    hundred. Raises EngineUnavailable, and StaleCursor when the index was replaced meanwhile.
    """
    seen: set[str] = set()
    asked: SearchRequest | None = replace(request, facets=(), offset=0, cursor="", size=size, highlight=False)
    while asked:
        result = service.search(asked)
        yield Batch(result.count, _records(result.hits, seen))
        asked = replace(asked, cursor=result.next_cursor) if result.next_cursor else None


def begun(iterator: Iterator[Batch]) -> tuple[Batch, Iterator[Batch]]:
    """Take the first batch, so that whoever cannot answer says so now, and return it and all of them."""
    first = next(iterator)
    return first, chain((first,), iterator)


def _records(hits: Iterable[Hit], seen: set[str]) -> tuple[Record, ...]:
    """Leave out what came before: a position in the order of relevance moves with every write."""
    new = [hit for hit in hits if hit.id not in seen]
    seen.update(hit.id for hit in new)
    facts = registry.facts([hit.id for hit in new])
    return tuple(Record(hit, facts[hit.id]) for hit in new if hit.id in facts)
