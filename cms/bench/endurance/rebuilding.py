"""A rebuild while readers go on asking."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from cms.bench.endurance.load import RATE, Search, searching
from cms.bench.figures import Figure, milliseconds, percentile
from cms.bench.running import Reader

SECONDS = {"embedded": 20.0, "elasticsearch": 15.0}
"""What a rebuild may take, by engine."""


def rebuild_while_searched(
    reader: Reader, records: int, engine: str, rebuild: Callable[[], object]
) -> Iterator[Figure]:
    """Yield how long the rebuild took, and whether anyone was answered otherwise than on other days."""
    with searching(reader, records) as load:
        begun = time.monotonic()
        rebuild()
        ended = time.monotonic()
    searches = load.between(begun, ended)
    seconds = [search.seconds for search in searches] or [0.0]
    slow = f"p95 {milliseconds(percentile(seconds, 95))} ms, slowest {milliseconds(max(seconds))} ms"
    note = f"{len(searches)} searches meanwhile, {RATE:.0f} a second: {slow}"
    yield Figure("full rebuild", round(ended - begun, 1), "s", SECONDS[engine], note=note)
    yield from answers(searches)


def answers(searches: list[Search]) -> Iterator[Figure]:
    failed = [search for search in searches if search.status != 200]
    empty = [search for search in searches if search.status == 200 and not search.has_hits]
    yield Figure("searches that failed during the rebuild", len(failed), "searches", 0)
    yield Figure("empty pages during the rebuild", len(empty), "searches", 0)
