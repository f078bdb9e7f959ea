"""The worker brings what waits in the outbox into the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Event

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections

from search import registry, service
from search.engines.base import EngineUnavailable
from search.indexing import outbox
from search.indexing.upkeep import Caretaker
from search.types import Applied, Failure, Operation, SearchDocument

log = structlog.get_logger(__name__)

POLL = 0.2
LONGEST_PAUSE = 30.0

Write = Callable[[Iterable[Operation]], Applied]


@dataclass(frozen=True, slots=True)
class Drained:
    """What became of a batch."""

    written: int = 0
    removed: int = 0
    parked: int = 0

    @property
    def total(self) -> int:
        return self.written + self.removed + self.parked


def drain(limit: int = outbox.BATCH) -> Drained:
    """Apply the changes whose turn it is and say what became of them; what the engine took is findable.

    Versions are read before documents are built: whatever changes in between comes again under a higher number. A
    document that cannot be built or written is parked alone. Raises EngineUnavailable or OperationalError with
    everything still waiting.
    """
    versions = outbox.due(limit)
    if not versions:
        return Drained()
    operations, unbuilt = operations_for(versions)
    engine = service.engine()
    failures = (*unbuilt, *write_apart(engine.apply, operations))
    failed = {failure.id for failure in failures}
    done = [operation for operation in operations if operation.id not in failed]
    removed = {operation.id for operation in done if operation.document is None}
    outbox.mark_applied({operation.id: operation.version for operation in done}, removed)
    outbox.park(failures, versions)
    return Drained(written=len(done) - len(removed), removed=len(removed), parked=len(failures))


def operations_for(versions: Mapping[str, int]) -> tuple[list[Operation], list[Failure]]:
    """Return one operation for each record that can be built, a removal where no source returns it."""
    documents, failures = build_apart(list(versions))
    failed = {failure.id for failure in failures}
    operations = [
        Operation(id, version, stamped(documents.get(id), version))
        for id, version in versions.items()
        if id not in failed
    ]
    return operations, failures


def stamped(document: SearchDocument | None, version: int) -> SearchDocument | None:
    return replace(document, version=version) if document else None


def build_apart(ids: Sequence[str]) -> tuple[dict[str, SearchDocument], list[Failure]]:
    """Build documents; when that fails, one by one, so that only the broken ones are left out."""
    try:
        return registry.build(ids), []
    except OperationalError:
        raise
    except Exception as error:  # whatever a source raises over one record must not stop the others
        if len(ids) == 1:
            log.exception("document_not_built", id=ids[0])
            return {}, [Failure(ids[0], repr(error))]
    documents: dict[str, SearchDocument] = {}
    failures: list[Failure] = []
    for id in ids:
        built, failed = build_apart([id])
        documents |= built
        failures += failed
    return documents, failures


def write_apart(apply: Write, operations: Sequence[Operation]) -> tuple[Failure, ...]:
    """Write operations; when that fails, one by one. When each of several fails, the engine is to blame, not they."""
    if not operations:
        return ()
    try:
        return apply(operations).failed
    except EngineUnavailable:
        raise
    except Exception as error:  # whatever an engine raises over one document must not stop the others
        if len(operations) == 1:
            log.exception("document_not_written", id=operations[0].id)
            return (Failure(operations[0].id, repr(error)),)
    failures = tuple(failure for operation in operations for failure in write_apart(apply, [operation]))
    if len(failures) == len(operations):
        raise EngineUnavailable(failures[0].reason)
    return failures


def run(stop: Event, *, once: bool = False, limit: int = outbox.BATCH) -> None:
    """Drain until stopped, or with `once` until nothing is due; look after the index when idle.

    An engine that is down or a database that does not answer is waited for, longer every time, and nothing is lost;
    with `once` it is raised.
    """
    pause = POLL
    caretaker = Caretaker(at_once=once)
    while not stop.is_set():
        try:
            drained = drain(limit)
            caretaker.after(drained.total)
        except (EngineUnavailable, OperationalError, InterfaceError) as error:
            if once:
                raise
            pause = min(pause * 2, LONGEST_PAUSE)
            log.warning("worker_waits", seconds=pause, reason=repr(error))
            close_old_connections()
            stop.wait(pause)
            continue
        pause = POLL
        if not drained.total:
            if once:
                return
            stop.wait(POLL)
