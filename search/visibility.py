"""What comes back from a search: only records that anybody may see at this moment.

The index holds public records alone, but it lags behind the database by as long as the worker needs, and may be a
leftover of another time or another database. So each answer is compared with the outbox: a record comes back when the
index was given its newest version and that was not its removal; where a newer one waits, only if its source says now
that it is public. A record the outbox has never heard of does not come back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import F

from search import registry
from search.models import OutboxRow
from search.types import SearchResult, Suggestion

LOOKED_THROUGH = 500
"""So many records with a change that waits are looked at to find one that may be shown."""


def public_ids(ids: Iterable[str]) -> set[str]:
    """Return those of these records that may be shown. One query while nothing is waiting for the worker."""
    rows = OutboxRow.objects.filter(document_id__in=list(ids)).values_list(
        "document_id", "version", "applied_version", "removed"
    )
    settled, waiting = set(), []
    for id, version, applied, removed in rows:
        if version > applied:
            waiting.append(id)
        elif not removed:
            settled.add(id)
    return settled | set(registry.build(waiting)) if waiting else settled


def any_brought() -> bool:
    """Whether the index was given a record that may be shown now. At most three queries."""
    brought = OutboxRow.objects.filter(applied_version__gt=0, removed=False)
    if brought.filter(version=F("applied_version")).exists():
        return True
    # A removal that the index holds already waits here for the moment until the worker has noted it.
    waiting = brought.order_by("document_id").values_list("document_id", flat=True)
    return bool(public_ids(waiting[:LOOKED_THROUGH]))


def of_result(result: SearchResult) -> SearchResult:
    """Return the answer without the records that may no longer be shown."""
    allowed = public_ids(hit.id for hit in result.hits)
    hits = tuple(hit for hit in result.hits if hit.id in allowed)
    return replace(result, hits=hits, count=result.count - (len(result.hits) - len(hits)))


def of_suggestions(suggestions: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    allowed = public_ids(suggestion.id for suggestion in suggestions)
    return tuple(suggestion for suggestion in suggestions if suggestion.id in allowed)
