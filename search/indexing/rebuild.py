"""Fill a new generation of the index from the database while the old one goes on answering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from search import registry, service
from search.engines.base import Rebuild
from search.indexing import outbox
from search.indexing.building import Build, here
from search.indexing.operations import write_apart
from search.models import Upkeep

Progress = Callable[[int, int], None]
"""Told how many records of how many are done."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What went into a new generation."""

    documents: int = 0
    removed: set[str] = field(default_factory=set)
    """Ids of the records that are not public: their tombstones."""
    failed: set[str] = field(default_factory=set)
    """Ids of the records that could not be built or written."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    generation: str
    documents: int
    failed: int
    again: int
    """Records that changed meanwhile and wait for the worker."""


def rebuild(progress: Progress = lambda done, total: None, build: Build = here) -> Rebuilt:
    """Write every public record, and a tombstone for every other one there ever was, into a new generation.

    Records that change while this runs may reach the old generation only; they are enqueued again after the swap. So
    are those that cannot be built or written, which leaves them to the worker's patience. Whatever fails otherwise
    leaves the old generation answering.
    """
    note_unknown_records()
    versions = outbox.all_versions()
    filling = service.engine().begin_rebuild()
    try:
        filled = fill(filling, versions, progress, build)
        generation = filling.commit()
    except BaseException:
        filling.abort()
        raise
    Upkeep.note(Upkeep.Work.REFRESHED)
    now = outbox.all_versions()
    again = {id for id, version in now.items() if version != versions.get(id)} | filled.failed
    outbox.enqueue(again)
    applied = {id: version for id, version in versions.items() if id not in again}
    outbox.mark_applied(applied, filled.removed)
    return Rebuilt(generation, filled.documents, len(filled.failed), len(again))


def note_unknown_records() -> None:
    """Give a first version to public records that the outbox has never heard of."""
    known = outbox.all_versions()
    outbox.enqueue(id for id in registry.all_ids() if id not in known)


def fill(filling: Rebuild, versions: dict[str, int], progress: Progress, build: Build) -> Filled:
    """Write every record of these versions, and say what became of them."""
    documents, done = 0, 0
    removed: set[str] = set()
    failed: set[str] = set()
    batches = ({id: versions[id] for id in ids} for ids in outbox.batches(versions))
    for operations, unbuilt in build(batches):
        failures = (*unbuilt, *write_apart(filling.apply, operations))
        failed |= {failure.id for failure in failures}
        written = [operation for operation in operations if operation.id not in failed]
        removed |= {operation.id for operation in written if operation.document is None}
        documents += sum(operation.document is not None for operation in written)
        done += len(operations) + len(unbuilt)
        progress(done, len(versions))
    return Filled(documents, removed, failed)
