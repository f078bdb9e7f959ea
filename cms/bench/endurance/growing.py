"""Ten times the records: how search slows down, and what memory the rebuild and the worker take.

The records are demo stories that no page stands behind. All else is the product's own: outbox, rebuild, worker, service
and search page. What is measured runs in a process for itself, so that its greatest memory is its own.
"""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterator
from itertools import islice

from django.test import Client

from cms.bench.endurance.load import addresses
from cms.bench.endurance.site import Site
from cms.bench.endurance.stories import StorySource, id_of, register_alone
from cms.bench.figures import Figure, milliseconds, percentile, timed
from cms.bench.running import WARM_UP
from cms.demo.progress import Progress
from search import service
from search.indexing import outbox, worker
from search.indexing.rebuild import rebuild

SLOWER = 3.0
"""Times that the 95th percentile may grow."""
CHANGED = 3_000
"""Records that the worker is given to write again."""
REQUESTS = 200

Measured = dict[str, float]


def grow(site: Site, sizes: tuple[int, int], progress: Progress) -> Iterator[Figure]:
    """Yield the figures of either size and how they compare."""
    measured = []
    for records in sizes:
        with progress.step(f"{records:,} records"):
            parts = [json.loads(site.output_of("endure_part", part, str(records))) for part in PARTS]
        found = {name: value for part in parts for name, value in part.items()}
        measured.append(found)
        for name, unit in UNITS.items():
            yield Figure(f"{records:,} records: {name}", found[name], unit)
    small, large = measured
    for name in UNITS:
        reach = SLOWER if name.endswith("p95") else None
        yield Figure(
            f"{name}, {sizes[1]:,} / {sizes[0]:,}", round(large[name] / small[name], 2), "times", reach
        )


def fill(records: int) -> Measured:
    """Make the index anew."""
    return {"rebuild": round(timed(rebuild), 1), "memory of the rebuild": memory()}


def work(records: int) -> Measured:
    """Write records again that are spread over all, as the worker does."""
    step = max(1, records // CHANGED)
    outbox.enqueue(id_of(number) for number in range(1, records + 1, step))
    return {"worker": round(timed(drain), 1), "memory of the worker": memory()}


def drain() -> None:
    while worker.drain().total:
        pass
    service.engine().refresh()


def ask(records: int) -> Measured:
    """Render search pages."""
    client = Client(HTTP_HOST="localhost")
    seconds = [timed(lambda asked=address: client.get(asked)) for address in questions()]
    return {"search page, p95": milliseconds(percentile(seconds[WARM_UP:], 95))}


def questions() -> Iterator[str]:
    return islice(addresses(10 * REQUESTS), WARM_UP + REQUESTS)


def memory() -> float:
    """Return the greatest memory that this process has taken so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


PARTS: dict[str, Callable[[int], Measured]] = {"fill": fill, "work": work, "ask": ask}
UNITS = {
    "rebuild": "s",
    "memory of the rebuild": "MB",
    "worker": "s",
    "memory of the worker": "MB",
    "search page, p95": "ms",
}


def measure(part: str, records: int) -> Measured:
    register_alone(StorySource(records))
    return PARTS[part](records)
