"""Whether the nodes are worth asking: when all kept silent, the next readers need not wait for the same."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

_LONG = 1.0
"""Seconds of silence that say something of the nodes, and not only of how little time was left."""
_REST = 2.0
"""Seconds in which nobody asks, longer than the one who asks then may wait."""


class Silence:
    """What the last question that all nodes left unanswered tells the next ones; safe to share by threads.

    After a rest one question at a time tries again. Any answer, an error too, ends the silence.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._rest_until: float | None = None

    def may_ask(self) -> bool:
        with self._lock:
            if self._rest_until is None:
                return True
            if self._clock() < self._rest_until:
                return False
            self._rest()
            return True

    def lasted(self, seconds: float) -> None:
        """Note that no node answered for this long."""
        if seconds >= _LONG:
            with self._lock:
                self._rest()

    def ends(self) -> None:
        with self._lock:
            self._rest_until = None

    def _rest(self) -> None:
        self._rest_until = self._clock() + _REST
