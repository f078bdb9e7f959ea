"""The nodes of a cluster, asked for what a reader waits for: the first answer counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import count
from typing import TypeVar

from elasticsearch import ApiError, ConnectionTimeout, Elasticsearch, TransportError

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch.silence import Silence

T = TypeVar("T")

_PATIENCE = 0.4
"""Seconds without an answer after which another node is asked as well: one hangs, or it has much to do."""
_DOUBT = 5.0
"""Seconds for which a node that failed, or was overtaken, is asked after all others, unless it answers again."""
_AT_ONCE = 64
"""Questions under way in a process, with those that nobody waits for any more."""
_AGAIN = (429, 502, 503, 504)
"""Statuses of a node that cannot answer now, where another may."""


class Nodes:
    """A client for each node; safe to share by threads, not by processes.

    No question is given up before its time is over: when all nodes are slow, the first one's work would be lost, and
    every other try would begin anew with less time than that one had.
    """

    def __init__(self, clients: Sequence[Elasticsearch]) -> None:
        self._clients = tuple(clients)
        self._doubted_until = [0.0] * len(self._clients)
        self._turns = count()
        self._silence = Silence()
        self._threads = ThreadPoolExecutor(_AT_ONCE, "elasticsearch-question")

    def ask(self, question: Callable[[Elasticsearch], T], seconds: float) -> T:
        """Return the first answer. One node after the other is asked, the next when one fails or keeps silent.

        Raises what the last node raised that failed, at once what is wrong with the question itself, and
        EngineUnavailable when the time is over, or at once while all nodes are known to keep silent.
        """
        if not self._silence.may_ask():
            raise EngineUnavailable("Elasticsearch has just not answered.")
        until = time.monotonic() + seconds
        untried = self._in_turn()
        failure: Exception = EngineUnavailable("Elasticsearch does not answer in time.")
        under_way: dict[Future[T], int] = {}
        heard = False
        while (untried or under_way) and (left := until - time.monotonic()) > 0:
            if untried:
                node = untried.pop(0)
                under_way[self._threads.submit(question, self._within(node, left))] = node
            done, _silent = wait(under_way, min(left, _PATIENCE) if untried else left, FIRST_COMPLETED)
            for future in done:
                node = under_way.pop(future)
                try:
                    answer = future.result()
                except (ApiError, TransportError) as error:
                    if not isinstance(error, ConnectionTimeout):
                        self._silence.ends()
                        heard = True
                    if isinstance(error, ApiError) and error.status_code not in _AGAIN:
                        raise
                    self._doubt([node])
                    failure = error
                else:
                    self._silence.ends()
                    self._doubted_until[node] = 0.0
                    self._doubt(under_way.values())
                    return answer
        self._doubt(under_way.values())
        if not (heard or untried):
            self._silence.lasted(seconds)
        raise failure

    def close(self) -> None:
        self._threads.shutdown(wait=False)
        for client in self._clients:
            client.close()

    def _in_turn(self) -> list[int]:
        """Return the nodes in the order in which they are asked: each is the first as often as any."""
        first, now = next(self._turns), time.monotonic()
        nodes = [(first + place) % len(self._clients) for place in range(len(self._clients))]
        return sorted(nodes, key=lambda node: self._doubted_until[node] > now)

    def _doubt(self, nodes: Iterable[int]) -> None:
        for node in nodes:
            self._doubted_until[node] = time.monotonic() + _DOUBT

    def _within(self, node: int, seconds: float) -> Elasticsearch:
        # Tried twice, for a connection that was kept may have been closed meanwhile.
        return self._clients[node].options(
            request_timeout=seconds, max_retries=1, retry_on_timeout=False, retry_on_status=()
        )
