"""Writing operations: versions decide, an impossible one fails alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import parallel_bulk, streaming_bulk

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch.documents import to_write
from search.types import Applied, Failure, Operation

_MOST_BYTES = 5_000_000
_OPTIONS: dict[str, Any] = {"raise_on_error": False, "require_alias": True}
_AHEAD = partial(parallel_bulk, thread_count=1, queue_size=1)
_STALE = 409
_IMPOSSIBLE = 400
_LONGEST_REASON = 300


def write(
    client: Elasticsearch, alias: str, operations: Iterable[Operation], *, at_once: int, ahead: bool = False
) -> Applied:
    """Write what is newer than what is there, without making it findable.

    With `ahead` a thread sends what is ready while the next documents are made: quicker for many, slower for few. A
    write that had to be tried twice may count as stale: what the first try brought is there all the same. Raises
    EngineUnavailable when the cluster refuses writes; what it took before stays.
    """
    failed: list[Failure] = []
    actions = _possible(operations, alias, failed)
    send = _AHEAD if ahead else streaming_bulk
    items = send(client, actions, chunk_size=at_once, max_chunk_bytes=_MOST_BYTES, **_OPTIONS)
    statuses = [_status(item["index"], failed) for _done, item in items]
    stale = statuses.count(_STALE)
    return Applied(len(statuses) - stale - statuses.count(_IMPOSSIBLE), stale, tuple(failed))


def _possible(operations: Iterable[Operation], alias: str, failed: list[Failure]) -> Iterator[dict[str, Any]]:
    for operation in operations:
        try:
            action = to_write(operation, alias)
        except (ValueError, TypeError, OverflowError) as error:
            failed.append(Failure(operation.id, str(error)))
        else:
            yield action


def _status(item: dict[str, Any], failed: list[Failure]) -> int:
    """Return what became of one write; note it when the document is to blame, raise when the cluster is."""
    status, error = int(item["status"]), item.get("error", {})
    if status == _IMPOSSIBLE:
        failed.append(Failure(item["_id"], _reason(error)))
    elif status >= _IMPOSSIBLE and status != _STALE:
        raise EngineUnavailable(f"Elasticsearch does not take writes: {_reason(error)}")
    return status


def _reason(error: dict[str, Any]) -> str:
    """Return what is wrong and why; each may quote the document, so neither is long."""
    cause = error.get("caused_by", {}).get("reason", "")
    return ": ".join(part[:_LONGEST_REASON] for part in (error.get("reason", ""), cause) if part)
