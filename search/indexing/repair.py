"""Mend every difference between index and database, whatever brought it about."""

from __future__ import annotations

from threading import Event

from search.indexing import outbox, worker
from search.indexing.rebuild import rebuild
from search.indexing.verify import Differences, enqueue_differences, verify


def repair() -> Differences:
    """Make the index say what the database says; return the differences that are left, none but parked records.

    Every record that differs is written or removed once more, above the version that the engine holds: this mends an
    index that is empty, older or newer than the database, and rows that are missing from the outbox. It cannot mend a
    removal under a version above every clock, because engines do not tell of their removals: then a new generation is
    filled. Raises EngineUnavailable or OperationalError with everything still waiting.
    """
    outbox.try_again(outbox.parked())
    first = write_again(verify())
    second = write_again(first)
    # A record that changes while this runs may differ once; one that does so twice without waiting is stuck.
    if settled(first) & settled(second):
        rebuild()
        second = write_again(verify())
    return second


def write_again(differences: Differences) -> Differences:
    """Write all that waits and all that differs; return the differences that are left."""
    if not differences:
        return differences
    enqueue_differences()
    worker.run(Event(), once=True)
    return verify()


def settled(differences: Differences) -> frozenset[str]:
    """Return the ids that differ although nothing waits to be written for them."""
    waiting = outbox.pending().values_list("document_id", flat=True)
    return differences.ids.difference(waiting) if differences else frozenset()
