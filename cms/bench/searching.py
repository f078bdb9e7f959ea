"""Searching over HTTP, and searching while the index is made anew."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

from cms.bench.figures import Figure, milliseconds, spread
from cms.bench.questions import search_addresses, suggest_addresses
from cms.bench.running import Reader
from cms.bench.scale import Scale
from cms.demo.processes import MANAGE


def measure_search(reader: Reader, scale: Scale) -> Iterator[Figure]:
    yield from spread("search page", reader.times(search_addresses(scale.requests)), 60)
    yield from spread("suggestions", reader.times(suggest_addresses(scale.requests)), 15)


def measure_rebuild(reader: Reader, scale: Scale) -> Iterator[Figure]:
    """Make the index anew and go on asking until it is done."""
    addresses = search_addresses(scale.requests)
    answered, failed, slowest, begun = 0, 0, 0.0, time.perf_counter()
    rebuild = subprocess.Popen(
        [sys.executable, MANAGE, "search_rebuild"], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    while rebuild.poll() is None:
        answer = reader.get(addresses[answered % len(addresses)])
        answered, failed = answered + 1, failed + (answer.status != 200)
        slowest = max(slowest, answer.seconds)
    seconds = time.perf_counter() - begun
    if rebuild.returncode:
        raise AssertionError("The rebuild failed.")
    note = f"{answered} searches answered meanwhile, the slowest in {milliseconds(slowest)} ms"
    yield Figure("full rebuild", round(seconds, 1), "s", 20, note=note)
    yield Figure("searches that failed during the rebuild", failed, "searches", 0)
