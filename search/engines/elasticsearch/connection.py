"""How a process talks to the cluster: how long it waits, how often it tries, what an error means."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.serializer import JsonSerializer, NdjsonSerializer

from search import budget
from search.engines.base import EngineUnavailable

_QUESTION, _WRITE, _ADMINISTRATION = 0.6, 1.0, 30.0
"""Seconds a try may take. Short, because another node answers while one hangs."""
_TRIES_OF_A_READER = 3
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


class Connection:
    """One client a process, made when first needed; a forked child makes its own and leaves its parent's alone."""

    def __init__(self, url: str) -> None:
        self._addresses = [address.strip() for address in url.split(",") if address.strip()]
        self._opened: tuple[int, Elasticsearch] | None = None

    def questions(self) -> Elasticsearch:
        """Return the client for what a reader waits for, as long as the reader's budget lasts."""
        left = budget.remaining()
        if math.isinf(left):
            return self._within(_QUESTION)
        if left / _TRIES_OF_A_READER < _SHORTEST:
            raise EngineUnavailable("The time for an answer is over.")
        return self._within(min(_QUESTION, left / _TRIES_OF_A_READER), _TRIES_OF_A_READER - 1)

    def writes(self) -> Elasticsearch:
        return self._within(_WRITE)

    def administration(self) -> Elasticsearch:
        """Return the client for what may take its time: generations, rebuilds, comparisons."""
        return self._within(max(min(_ADMINISTRATION, budget.remaining()), _SHORTEST))

    def close(self) -> None:
        opened, self._opened = self._opened, None
        if opened and opened[0] == os.getpid():
            opened[1].close()

    def _within(self, seconds: float, retries: int = _RETRIES) -> Elasticsearch:
        return self._client().options(request_timeout=seconds, max_retries=retries, retry_on_timeout=True)

    def _client(self) -> Elasticsearch:
        opened = self._opened
        if opened is None or opened[0] != os.getpid():
            opened = self._opened = os.getpid(), self._open()
        return opened[1]

    def _open(self) -> Elasticsearch:
        serializers = {each.mimetype: each for each in (_Json(), _Ndjson())}
        try:
            return Elasticsearch(self._addresses, serializers=serializers)
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
