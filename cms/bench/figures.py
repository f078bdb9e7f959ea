"""A measured figure and the line it is printed as."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the bench. `value` is None when a part of the product that is measured does not exist."""

    figure: str
    value: float | None
    unit: str
    reach: float | None = None
    """What the value is to reach: at most this, for a ratio or a status exactly this or more."""
    stock: float | None = None
    """The same of stock Wagtail on the same records in the same run."""
    note: str = ""

    def line(self) -> str:
        known = {name: value for name, value in asdict(self).items() if value is not None and value != ""}
        return json.dumps({"figure": self.figure, "value": self.value, **known}, ensure_ascii=False)


def percentile(values: Iterable[float], percent: int) -> float:
    """Return the value that `percent` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def spread(name: str, seconds: list[float], reach: float | None = None, **more: Any) -> Iterator[Figure]:
    """Yield the median and the 95th percentile of times in milliseconds; the second has a figure to reach."""
    yield Figure(f"{name}, p50", milliseconds(percentile(seconds, 50)), "ms")
    yield Figure(f"{name}, p95", milliseconds(percentile(seconds, 95)), "ms", reach, **more)


def milliseconds(seconds: float) -> float:
    return round(1000 * seconds, 1)


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds the work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


class Counter:
    """How many statements were sent to the database."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.queries += 1
        return execute(*args)


@contextmanager
def counted() -> Iterator[Counter]:
    """Count the statements of this process, without keeping them."""
    counter = Counter()
    with connection.execute_wrapper(counter):
        yield counter
