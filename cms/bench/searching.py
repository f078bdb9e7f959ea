"""Searching over HTTP, and searching while the index is made anew."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from django.conf import settings

from cms.bench.endurance.rebuilding import rebuild_while_searched
from cms.bench.figures import Figure, spread
from cms.bench.questions import search_addresses, suggest_addresses
from cms.bench.running import Reader
from cms.bench.scale import Scale
from cms.demo.processes import MANAGE

SEARCH_PAGE = {"embedded": 60, "elasticsearch": 80}
"""Milliseconds to reach, by engine."""


def measure_search(reader: Reader, scale: Scale) -> Iterator[Figure]:
    pages = reader.times(search_addresses(scale.requests))
    yield from spread("search page", pages, SEARCH_PAGE[settings.SEARCH_ENGINE])
    yield from spread("suggestions", reader.times(suggest_addresses(scale.requests)), 15)


def measure_rebuild(reader: Reader, scale: Scale) -> Iterator[Figure]:
    yield from rebuild_while_searched(reader, scale.records, settings.SEARCH_ENGINE, search_rebuild)


def search_rebuild() -> None:
    """Make the index anew in a process of its own. Raises CalledProcessError when that fails."""
    command = [sys.executable, str(MANAGE), "search_rebuild"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
