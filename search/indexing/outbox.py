"""The outbox: a change is noted in the writer's own transaction and given to the index later, by the worker.

Versions are the clock's milliseconds, and one more than the last where the clock did not move. So the newest change
has the highest version even after a row was deleted, or the database restored from a backup that knows less than the
index.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone

from search.models import OutboxRow
from search.types import Failure

BATCH = 500
FIRST_PAUSE = dt.timedelta(seconds=5)
LONGEST_PAUSE = dt.timedelta(hours=1)

ENQUEUE = """
INSERT INTO search_outboxrow
    (document_id, version, applied_version, enqueued_at, attempts, last_error, next_attempt_at)
VALUES {rows}
ON CONFLICT (document_id) DO UPDATE SET
    version = CASE
        WHEN search_outboxrow.version < excluded.version THEN excluded.version
        ELSE search_outboxrow.version + 1
    END,
    enqueued_at = excluded.enqueued_at,
    attempts = 0,
    last_error = '',
    next_attempt_at = CASE
        WHEN search_outboxrow.version > search_outboxrow.applied_version
            AND search_outboxrow.next_attempt_at < excluded.next_attempt_at
        THEN search_outboxrow.next_attempt_at
        ELSE excluded.next_attempt_at
    END
"""


def enqueue(ids: Iterable[str]) -> None:
    """Note that what the public may see of these records has changed, or is gone.

    Joins the caller's transaction: rolled back with it, visible to the worker with it. A record that is already
    waiting keeps its place. Costs one statement for 500 records.
    """
    version, now = new_version(), connection.ops.adapt_datetimefield_value(timezone.now())
    # Sorted, so that two writers cannot wait for each other's rows.
    for batch in batches(sorted(set(ids))):
        statement = ENQUEUE.format(rows=", ".join(["(%s, %s, 0, %s, 0, '', %s)"] * len(batch)))
        with connection.cursor() as cursor:
            cursor.execute(statement, [value for id in batch for value in (id, version, now, now)])


def enqueue_above(held: Mapping[str, int]) -> None:
    """Enqueue records of which the engine holds these versions, so that what is written next is newer than they are."""
    enqueue(held)
    for id, version in held.items():
        OutboxRow.objects.filter(document_id=id, version__lte=version).update(version=version + 1)


def new_version() -> int:
    return time.time_ns() // 1_000_000


def pending() -> QuerySet[OutboxRow]:
    return OutboxRow.objects.filter(version__gt=F("applied_version"))


def due(limit: int) -> dict[str, int]:
    """Return the versions of the records whose turn it is, the longest waiting first."""
    rows = pending().filter(next_attempt_at__lte=timezone.now()).order_by("next_attempt_at", "id")
    return dict(rows.values_list("document_id", "version")[:limit])


def versions(ids: Sequence[str]) -> dict[str, int]:
    return dict(OutboxRow.objects.filter(document_id__in=ids).values_list("document_id", "version"))


def all_versions() -> dict[str, int]:
    """Return the version of every record there ever was."""
    return dict(OutboxRow.objects.values_list("document_id", "version").iterator(chunk_size=5000))


def mark_applied(applied: Mapping[str, int], removed: Collection[str] = ()) -> None:
    """Note that the index holds these versions, or the removal of a record; who changed meanwhile goes on waiting."""
    for batch in batches(applied):
        with transaction.atomic():
            # Who holds a row is changing the record; waiting for them, they could come to wait for us.
            free = OutboxRow.objects.select_for_update(skip_locked=True).filter(document_id__in=batch)
            rows = list(free.values_list("document_id", "version"))
            unchanged = {id for id, version in rows if version == applied[id]}
            _note_applied(unchanged.difference(removed), removed=False)
            _note_applied(unchanged.intersection(removed), removed=True)


def _note_applied(ids: Collection[str], *, removed: bool) -> None:
    if ids:
        OutboxRow.objects.filter(document_id__in=ids).update(
            applied_version=F("version"), removed=removed, attempts=0, last_error=""
        )


def park(failures: Iterable[Failure], versions: Mapping[str, int]) -> None:
    """Set records aside that cannot be indexed: each is tried again later, and later still every time it fails.

    A record that changed since these versions were read is not: the change may have mended it.
    """
    now = timezone.now()
    for failure in failures:
        failing = OutboxRow.objects.filter(document_id=failure.id, version=versions[failure.id])
        for attempts in failing.values_list("attempts", flat=True):
            failing.update(
                attempts=min(attempts + 1, 1000),
                last_error=failure.reason[:2000].replace("\0", ""),
                next_attempt_at=now + pause_after(attempts + 1),
            )


def parked() -> QuerySet[OutboxRow]:
    """Return the records that failed last time, the most often failed first."""
    return pending().filter(attempts__gt=0).order_by("-attempts", "document_id")


def try_again(rows: QuerySet[OutboxRow]) -> int:
    """Let parked records take their turn now; the count of their failures stays. Return how many there were."""
    return rows.filter(attempts__gt=0).update(next_attempt_at=timezone.now())


def pause_after(attempts: int) -> dt.timedelta:
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)


def lag() -> dt.timedelta:
    """Return how long the record whose turn it is has been waiting; nothing when none is due."""
    now = timezone.now()
    oldest = pending().filter(next_attempt_at__lte=now).aggregate(oldest=Min("next_attempt_at"))["oldest"]
    return now - oldest if oldest else dt.timedelta()


@dataclass(frozen=True, slots=True)
class Backlog:
    """How far the index is behind the database."""

    lag: dt.timedelta
    waiting: int
    """Records with a change that the index does not hold, the parked ones among them."""
    parked: int
    """Records that failed when they were last tried."""


def backlog() -> Backlog:
    counts = pending().aggregate(waiting=Count("pk"), parked=Count("pk", filter=Q(attempts__gt=0)))
    return Backlog(lag(), **counts)


def batches(ids: Iterable[str], size: int = BATCH) -> Iterator[list[str]]:
    batch: list[str] = []
    for id in ids:
        batch.append(id)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
