"""Whether everything that was acknowledged is found, and everything that was withdrawn is gone."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass

from cms.bench.endurance.journal import Expected
from search import service
from search.engines.base import EngineUnavailable
from search.indexing import outbox
from search.types import SearchRequest

PATIENCE = 180.0
"""Seconds the worker has to bring in what waits: more than its longest pause while an engine is down."""
LOOK_EVERY = 0.1
TRIES = 10


@dataclass(frozen=True, slots=True)
class Found:
    asked: int
    lost: tuple[str, ...]
    """Words of public records that a search does not find, or finds elsewhere."""
    left: tuple[str, ...]
    """Words that no public record has and a search finds all the same."""
    caught_up: float
    """Seconds until nothing waited any more."""


def check(expected: Expected) -> Found:
    """Wait until the worker has nothing left to do, then search for every word. Raises TimeoutError."""
    caught_up = seconds_until_idle()
    lost = [word for word, id in expected.found.items() if ids_of(word) != [id]]
    left = [word for word in sorted(expected.gone) if ids_of(word)]
    return Found(len(expected.found) + len(expected.gone), tuple(lost), tuple(left), round(caught_up, 1))


def seconds_until_idle() -> float:
    begun = time.monotonic()
    while outbox.pending().exists():
        if time.monotonic() - begun > PATIENCE:
            raise TimeoutError(f"{outbox.pending().count()} records wait after {PATIENCE} s.")
        time.sleep(LOOK_EVERY)
    return time.monotonic() - begun


def ids_of(word: str) -> list[str]:
    """Search once, and again while search rests: an outage loses nothing. Raises EngineUnavailable when it goes on."""
    for _each in range(TRIES - 1):
        with suppress(EngineUnavailable):
            return _ids_of(word)
        time.sleep(1)
    return _ids_of(word)


def _ids_of(word: str) -> list[str]:
    return [hit.id for hit in service.search(SearchRequest(word, rescue=False, highlight=False)).hits]
