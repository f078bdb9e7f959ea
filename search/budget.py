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

SECONDS = 2.0

_deadline: ContextVar[float] = ContextVar("search_budget_deadline", default=math.inf)


def remaining() -> float:
    """Return the seconds that are left, never less than 0; infinity outside of any budget."""
    return max(_deadline.get() - time.monotonic(), 0.0)


@contextmanager
def spending(seconds: float = SECONDS) -> Iterator[None]:
    """Allow this long for all that is asked inside; within another budget only what is left of that one.

    Also a decorator. An engine that finds nothing left raises EngineUnavailable instead of asking on.
    """
    token = _deadline.set(min(_deadline.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _deadline.reset(token)
