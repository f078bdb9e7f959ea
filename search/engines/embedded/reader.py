"""The view that one process has of the generation that answers."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import DocAddress, Order, Query

from search.engines.embedded import schema
from search.engines.embedded.generations import Generations
from search.engines.embedded.queries import EVERYTHING


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation at one commit; it stays as it is while others write."""

    generation: str
    documents: tantivy.Searcher
    words: tantivy.Searcher


@dataclass(frozen=True, slots=True)
class _Opened:
    process: int
    generation: str
    documents: tantivy.Index
    words: tantivy.Index


class Reader:
    """Opens the current generation when first asked in a process, and again after a fork or a switch."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    def snapshot(self) -> Snapshot:
        """Return the newest commit of the generation that answers. Raises ValueError when it cannot be read."""
        with self._lock:
            opened = self._current()
            opened.documents.reload()
            opened.words.reload()
            return Snapshot(opened.generation, opened.documents.searcher(), opened.words.searcher())

    def close(self) -> None:
        with self._lock:
            self._opened = None

    def _current(self) -> _Opened:
        process, generation = os.getpid(), self._generations.current()
        opened = self._opened
        if opened is None or (opened.process, opened.generation) != (process, generation):
            opened = _Opened(
                process,
                generation,
                open_index(self._generations.documents(generation)),
                open_index(self._generations.words(generation)),
            )
            self._opened = opened
        return opened


def open_index(path: Path) -> tantivy.Index:
    """Open an index that is reloaded only when asked: no thread watches it."""
    index = tantivy.Index.open(str(path))
    index.config_reader("manual")
    return index


def records(searcher: tantivy.Searcher, query: Query = EVERYTHING) -> Iterator[tuple[str, int, DocAddress]]:
    """Yield (id, version, address) of the records that answer, ordered by id."""
    if not searcher.num_docs:
        return
    found = searcher.search(query, limit=searcher.num_docs, count=False, order_by_field=schema.ID, order=Order.Asc).hits
    versions = searcher.fast_field_values(schema.VERSION, [address for _, address in found])
    for (id, address), version in zip(found, versions, strict=True):
        yield str(id), int(version or 0), address


def stored(searcher: tantivy.Searcher, address: DocAddress) -> bytes:
    """Return what documents.unpack() reads."""
    return bytes(searcher.doc(address).get_first(schema.STORED) or b"")
