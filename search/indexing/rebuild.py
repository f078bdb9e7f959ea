"""Fill a new generation of the index from the database while the old one goes on answering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from search import registry, service
from search.engines.base import Rebuild
from search.indexing import outbox
from search.indexing.worker import operations_for, write_apart

Progress = Callable[[int, int], None]
"""Told how many records of how many are done."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    generation: str
    documents: int
    failed: int
    again: int
    """Records that changed meanwhile and wait for the worker."""


def rebuild(progress: Progress = lambda done, total: None) -> Rebuilt:
    """Write every public record, and a tombstone for every other one there ever was, into a new generation.

    Records that change while this runs may reach the old generation only; they are enqueued again after the swap. So
    are those that cannot be built or written, which leaves them to the worker's patience. Whatever fails otherwise
    leaves the old generation answering.
    """
    note_unknown_records()
    versions = outbox.all_versions()
    filling = service.engine().begin_rebuild()
    try:
        documents, failed = fill(filling, versions, progress)
        generation = filling.commit()
    except BaseException:
        filling.abort()
        raise
    now = outbox.all_versions()
    again = {id for id, version in now.items() if version != versions.get(id)} | failed
    outbox.enqueue(again)
    outbox.mark_applied({id: version for id, version in versions.items() if id not in again})
    return Rebuilt(generation, documents, len(failed), len(again))


def note_unknown_records() -> None:
    """Give a first version to public records that the outbox has never heard of."""
    known = outbox.all_versions()
    outbox.enqueue(id for id in registry.all_ids() if id not in known)


def fill(filling: Rebuild, versions: dict[str, int], progress: Progress) -> tuple[int, set[str]]:
    """Return the number of documents written, and the ids of the records that could not be."""
    documents, done = 0, 0
    failed: set[str] = set()
    for ids in outbox.batches(versions):
        operations, unbuilt = operations_for({id: versions[id] for id in ids})
        failures = (*unbuilt, *write_apart(filling.apply, operations))
        failed |= {failure.id for failure in failures}
        documents += sum(
            operation.document is not None for operation in operations if operation.id not in failed
        )
        done += len(ids)
        progress(done, len(versions))
    return documents, failed
