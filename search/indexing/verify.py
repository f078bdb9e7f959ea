"""Compare the index with the database."""

from __future__ import annotations

from dataclasses import dataclass

from search import registry, service
from search.indexing import outbox


@dataclass(frozen=True, slots=True)
class Differences:
    """Ids of records whose document is not what the database says, in order."""

    missing: tuple[str, ...] = ()
    """Public, but not in the index."""
    extra: tuple[str, ...] = ()
    """In the index, but not public."""
    outdated: tuple[str, ...] = ()
    """In the index under another version than the database's."""
    records: int = 0
    """How many are public."""

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.outdated)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset((*self.missing, *self.extra, *self.outdated))


def verify() -> Differences:
    """Compare; what still waits for the worker counts as a difference. Reads only."""
    return compare(dict(service.engine().versions()))


def compare(indexed: dict[str, int]) -> Differences:
    """Compare these versions, which an index holds, with the database."""
    versions = outbox.all_versions()
    public = set(registry.all_ids())
    return Differences(
        missing=tuple(sorted(public - indexed.keys())),
        extra=tuple(sorted(indexed.keys() - public)),
        outdated=tuple(sorted(id for id in public & indexed.keys() if indexed[id] != versions.get(id))),
        records=len(public),
    )


def enqueue_differences() -> int:
    """Let the worker write again every record that differs and does not wait already. Return how many there were."""
    indexed = dict(service.engine().versions())
    waiting = outbox.pending().values_list("document_id", flat=True)
    differing = compare(indexed).ids.difference(waiting)
    outbox.enqueue_above({id: indexed.get(id, 0) for id in differing})
    return len(differing)
