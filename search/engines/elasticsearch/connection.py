"""How a process talks to the cluster: how long it waits, how often it tries, what an error means."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.serializer import JsonSerializer, NdjsonSerializer

from search import budget
from search.engines.base import EngineUnavailable
from search.engines.elasticsearch.nodes import Nodes

T = TypeVar("T")

_QUESTION = 5.0
"""Seconds for an answer that no reader waits for."""
_WRITE, _WRITE_TO_ONE, _ADMINISTRATION = 1.0, 10.0, 30.0
"""Seconds a try may take; that of a write is short where another node takes it while one hangs."""
_RETRIES = 3
_SHORTEST = 0.02


class _Json(JsonSerializer):
    """Writes valid UTF-8 whatever the text: half a surrogate pair becomes a question mark."""

    def json_dumps(self, data: Any) -> bytes:
        return json.dumps(
            data, default=self.default, ensure_ascii=False, allow_nan=False, separators=(",", ":")
        ).encode("utf-8", "replace")


class _Ndjson(_Json, NdjsonSerializer):
    """The same for a batch of writes, one a line."""


@dataclass(frozen=True, slots=True)
class _Opened:
    process: int
    cluster: Elasticsearch
    """Passes each request to a node of its choice."""
    nodes: Nodes

    def close(self) -> None:
        self.cluster.close()
        self.nodes.close()


class Connection:
    """Clients are made when first needed; a forked child makes its own and leaves its parent's alone."""

    def __init__(self, url: str) -> None:
        self._addresses = [address.strip() for address in url.split(",") if address.strip()]
        self._opened: _Opened | None = None

    def ask(self, question: Callable[[Elasticsearch], T]) -> T:
        """Return the answer of the node that gives it first, within the reader's budget."""
        left = min(budget.remaining(), _QUESTION)
        if left < _SHORTEST:
            raise EngineUnavailable("The time for an answer is over.")
        return self._open().nodes.ask(question, left)

    def writes(self) -> Elasticsearch:
        return self._within(_WRITE if len(self._addresses) > 1 else _WRITE_TO_ONE)

    def administration(self) -> Elasticsearch:
        """Return the client for what may take its time: generations, rebuilds, comparisons."""
        return self._within(max(min(_ADMINISTRATION, budget.remaining()), _SHORTEST))

    def close(self) -> None:
        opened, self._opened = self._opened, None
        if opened and opened.process == os.getpid():
            opened.close()

    def _within(self, seconds: float) -> Elasticsearch:
        cluster = self._open().cluster
        return cluster.options(request_timeout=seconds, max_retries=_RETRIES, retry_on_timeout=True)

    def _open(self) -> _Opened:
        opened = self._opened
        if opened is None or opened.process != os.getpid():
            cluster, nodes = _client(self._addresses), [_client([address]) for address in self._addresses]
            opened = self._opened = _Opened(os.getpid(), cluster, Nodes(nodes))
        return opened


def _client(addresses: Sequence[str]) -> Elasticsearch:
    serializers = {each.mimetype: each for each in (_Json(), _Ndjson())}
    try:
        return Elasticsearch(list(addresses), serializers=serializers)
    except ValueError as error:
        raise EngineUnavailable(f"The address of Elasticsearch is no address: {error}") from error


@contextmanager
def asked() -> Iterator[None]:
    """Turn whatever goes wrong between here and the cluster into EngineUnavailable."""
    try:
        yield
    except ApiError as error:
        raise EngineUnavailable(f"Elasticsearch answers {error.status_code}: {error.message}") from error
    except TransportError as error:
        raise EngineUnavailable(f"Elasticsearch cannot be reached: {error.message}") from error
