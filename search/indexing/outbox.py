"""The outbox: a change is noted in the writer's own transaction and given to the index later, by the worker."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import connection
from django.db.models import F, Min, QuerySet
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
    version = search_outboxrow.version + 1,
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
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    # Sorted, so that two writers cannot wait for each other's rows.
    for batch in batches(sorted(set(ids))):
        statement = ENQUEUE.format(rows=", ".join(["(%s, 1, 0, %s, 0, '', %s)"] * len(batch)))
        with connection.cursor() as cursor:
            cursor.execute(statement, [value for id in batch for value in (id, now, now)])


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


def mark_applied(applied: Mapping[str, int]) -> None:
    """Note that the index holds these versions; a record that changed meanwhile goes on waiting."""
    by_version: defaultdict[int, list[str]] = defaultdict(list)
    for id, version in applied.items():
        by_version[version].append(id)
    for version, ids in by_version.items():
        for batch in batches(ids):
            OutboxRow.objects.filter(document_id__in=batch, applied_version__lt=version).update(
                applied_version=version, attempts=0, last_error=""
            )


def park(failures: Iterable[Failure]) -> None:
    """Set records aside that cannot be indexed: each is tried again later, and later still every time it fails."""
    now = timezone.now()
    for failure in failures:
        row = OutboxRow.objects.get(document_id=failure.id)
        row.attempts = min(row.attempts + 1, 1000)
        row.last_error = failure.reason[:2000]
        row.next_attempt_at = now + pause_after(row.attempts)
        row.save(update_fields=["attempts", "last_error", "next_attempt_at"])


def pause_after(attempts: int) -> dt.timedelta:
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)


def lag() -> dt.timedelta:
    """Return how long the record whose turn it is has been waiting; nothing when none is due."""
    now = timezone.now()
    oldest = pending().filter(next_attempt_at__lte=now).aggregate(oldest=Min("next_attempt_at"))["oldest"]
    return now - oldest if oldest else dt.timedelta()


def batches(ids: Iterable[str], size: int = BATCH) -> Iterator[list[str]]:
    batch: list[str] = []
    for id in ids:
        batch.append(id)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
