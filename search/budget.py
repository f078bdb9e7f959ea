"""How long a reader waits for the search engine: one budget for all that a request asks of it.

Plain Python: engines read what is left and pass it on as their time-outs. The worker and the commands have no budget:
they wait as long as the engine's own time-outs allow.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

SECONDS = 1.8
"""What is left of the two seconds in which a page is there is for all else that makes it."""


@dataclass(slots=True)
class _Purse:
    left: float


_purse: ContextVar[_Purse | None] = ContextVar("search_budget_purse", default=None)
_deadline: ContextVar[float] = ContextVar("search_budget_deadline", default=math.inf)


def remaining() -> float:
    """Return the seconds that the engine still has to answer, never less than 0; infinity where nobody waits."""
    return max(_deadline.get() - time.monotonic(), 0.0)


@contextmanager
def shared(seconds: float = SECONDS) -> Iterator[None]:
    """Let all that is spent inside come out of one purse, or of the one that is open already. Also a decorator.

    Time counts only while it is spent: the request's other work is its own.
    """
    token = _purse.set(_purse.get() or _Purse(seconds))
    try:
        yield
    finally:
        _purse.reset(token)


@contextmanager
def spending(seconds: float = SECONDS) -> Iterator[None]:
    """Give the engine this long for what is asked inside, and no longer than what is left in the purse.

    An engine that finds nothing left raises EngineUnavailable instead of asking on.
    """
    purse, began = _purse.get(), time.monotonic()
    allowed = min(seconds, purse.left) if purse else seconds
    token = _deadline.set(min(_deadline.get(), began + allowed))
    try:
        yield
    finally:
        _deadline.reset(token)
        if purse:
            purse.left = max(purse.left - (time.monotonic() - began), 0.0)
