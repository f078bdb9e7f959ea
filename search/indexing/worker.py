"""The worker brings what waits in the outbox into the index."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import outbox
from search.indexing.operations import operations_for, write_apart
from search.indexing.upkeep import Caretaker

log = structlog.get_logger(__name__)

POLL = 0.2
LONGEST_PAUSE = 5.0
"""Seconds: asking an engine that is down costs nothing, and what was published meanwhile is found soon after."""


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


def run(stop: Event, *, once: bool = False, limit: int = outbox.BATCH) -> None:
    """Drain until stopped, or with `once` until nothing is due; look after the index when idle.

    An engine that is down or a database that does not answer is waited for, longer every time, and nothing is lost;
    with `once` it is raised.
    """
    pause = POLL
    caretaker = Caretaker(at_once=once)
    while not stop.is_set():
        try:
            caretaker.sign()
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
