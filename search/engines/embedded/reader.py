"""The view that one process has of the generation that answers."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import tantivy
from tantivy import DocAddress, Order, Query

from search.engines.embedded import schema
from search.engines.embedded.documents import unpack
from search.engines.embedded.generations import Generations
from search.engines.embedded.queries import EVERYTHING
from search.types import SearchDocument


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation at one commit; it stays as it is while others write."""

    generation: str
    documents: tantivy.Searcher
    words: tantivy.Searcher


class Found(NamedTuple):
    total: int
    hits: list[tuple[Any, DocAddress]]
    """Sort key (the score when there is no order) and place."""


class Reader:
    """Opens the current generation when first asked in a process, and again after a fork or a switch."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._lock = threading.Lock()
        self._seen: tuple[object, ...] = ()
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """Return the newest commit of the generation that answers. Raises ValueError when it cannot be read."""
        with self._lock:
            name = self._generations.current()
            documents, words = self._generations.documents(name), self._generations.words(name)
            seen = (os.getpid(), name, _commit(documents), _commit(words))
            if self._snapshot is None or seen != self._seen:
                self._snapshot = Snapshot(
                    name, open_index(documents).searcher(), open_index(words).searcher()
                )
                self._seen = seen
            return self._snapshot

    def close(self) -> None:
        with self._lock:
            self._snapshot = None


def open_index(path: Path) -> tantivy.Index:
    """Open an index that is reloaded only when asked: no thread watches it."""
    index = tantivy.Index.open(str(path))
    index.config_reader("manual")
    return index


def found(
    searcher: tantivy.Searcher,
    query: Query,
    *,
    limit: int = 1,
    offset: int = 0,
    order: str = "",
    weight: str = "",
) -> Found:
    """Return a page of what answers, in ascending order of a field or by score, and how much answers in all."""
    result: Any = searcher.search(
        query,
        limit=limit,
        offset=offset,
        order_by_field=order or None,
        order=Order.Asc,
        weight_by_field=weight or None,
    )
    return Found(result.count, result.hits)


def records(searcher: tantivy.Searcher, query: Query = EVERYTHING) -> Iterator[tuple[str, int, DocAddress]]:
    """Yield (id, version, address) of the records that answer, ordered by id."""
    if not searcher.num_docs:
        return
    hits = found(searcher, query, limit=searcher.num_docs, order=schema.ID).hits
    versions = searcher.fast_field_values(schema.VERSION, [address for _, address in hits])
    for (id, address), version in zip(hits, versions, strict=True):
        yield id, int(version or 0), address


def document_at(searcher: tantivy.Searcher, address: DocAddress) -> SearchDocument:
    """Return the document that is stored at an address; not a tombstone."""
    values: Any = searcher.doc(address)
    return unpack(values.get_first(schema.STORED), values.get_first(schema.ID))


def _commit(path: Path) -> tuple[int, int]:
    """Return what differs after every commit: tantivy renames a new meta.json into place."""
    status = (path / "meta.json").stat()
    return status.st_ino, status.st_mtime_ns
