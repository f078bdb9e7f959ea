"""Readers who ask at a steady pace, whatever becomes of their questions."""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread
from urllib.parse import quote_plus

from cms.bench.questions import WORD
from cms.bench.running import Reader
from cms.demo.records import demo_records

RATE = 20.0
"""Searches a second."""
READERS = 100
"""At most so many wait at the same time."""
PATIENCE = 10.0
"""Seconds after which a reader gives up, in a queue as well."""
MOST = 1_000
"""So many records are asked for at most."""
HIT = b'<li class="result">'


@dataclass(frozen=True, slots=True)
class Search:
    """One search page: when it was asked for, how long it took, and whether it was a page of results."""

    at: float
    seconds: float
    status: int
    """0 where there was no answer."""
    has_hits: bool

    @property
    def is_good(self) -> bool:
        return self.status == http.HTTPStatus.OK and self.has_hits


@dataclass(slots=True)
class Load:
    """Search pages asked for since it began."""

    reader: Reader
    addresses: Sequence[str]
    searches: list[Search] = field(default_factory=list)

    def ask(self, number: int, due: float) -> None:
        """Ask for one page; the time it had to wait counts too."""
        status, has_hits = 0, False
        if time.monotonic() - due < PATIENCE:
            with suppress(OSError, http.client.HTTPException):
                answer = self.reader.get(self.addresses[number % len(self.addresses)])
                status, has_hits = answer.status, HIT in answer.body
        self.searches.append(Search(due, time.monotonic() - due, status, has_hits))

    def run(self, stop: Event) -> None:
        begun, number = time.monotonic(), 0
        with ThreadPoolExecutor(READERS) as readers:
            while not stop.is_set():
                due = begun + number / RATE
                stop.wait(max(0.0, due - time.monotonic()))
                readers.submit(self.ask, number, due)
                number += 1

    def between(self, begin: float, end: float) -> list[Search]:
        return [search for search in self.searches if begin <= search.at < end]


@contextmanager
def searching(reader: Reader, records: int) -> Iterator[Load]:
    """Have readers ask for words of titles of demo records as the block lasts; its end waits for answers."""
    load, stop = Load(Reader(reader.port, {}, PATIENCE), list(addresses(min(records, MOST)))), Event()
    for address in load.addresses[:20]:
        load.reader.get(address)
    thread = Thread(target=load.run, args=[stop])
    thread.start()
    try:
        yield load
    finally:
        stop.set()
        thread.join()


def addresses(records: int) -> Iterator[str]:
    """Yield the address of a search for two words of each English title of the demo: it has at least one hit."""
    for record in demo_records(records):
        words = WORD.findall(record["title"])
        if record["language"] == "en" and len(words) > 1:
            yield f"/en/stocktaking/?q={quote_plus(' '.join(words[-2:]))}"
