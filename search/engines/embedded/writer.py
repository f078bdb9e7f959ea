"""Writing: one writer at a time over all processes, safe against being killed at any moment."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import tantivy

from search.engines.base import EngineUnavailable
from search.engines.embedded import schema
from search.engines.embedded.documents import to_tantivy, tombstone
from search.engines.embedded.queries import term
from search.engines.embedded.reader import open_index
from search.types import Applied, Failure, Operation

_MEMORY = 64_000_000
_PAUSE = 0.02


@contextmanager
def writing(path: Path, wait: float) -> Iterator[tantivy.IndexWriter]:
    """Be the only writer of an index; nothing is kept but what the caller commits.

    Raises EngineUnavailable when another process writes for longer than `wait` seconds. Collecting garbage on opening
    clears what a killed writer left half-written; waiting for merges before letting go keeps the next writer from
    meeting a merge that ends after its own commit (without it documents were found twice).
    """
    writer = _acquire(open_index(path), wait)
    try:
        writer.garbage_collect_files()
        yield writer
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _acquire(index: tantivy.Index, wait: float) -> tantivy.IndexWriter:
    deadline = time.monotonic() + wait
    while True:
        try:
            return index.writer(heap_size=_MEMORY, num_threads=1)
        except ValueError as error:
            if "Lock" not in str(error) or time.monotonic() >= deadline:
                raise EngineUnavailable("Another process is writing the index.") from error
        time.sleep(_PAUSE)


class Changes:
    """Operations on the way into one index: decides by version, knows what it has written but not yet committed."""

    def __init__(self, writer: tantivy.IndexWriter, committed: tantivy.Searcher) -> None:
        self._writer = writer
        self._committed = committed
        self.versions: dict[str, int] = {}

    def apply(self, operations: Iterable[Operation]) -> Applied:
        """Write what is newer than what is there; an impossible document fails alone."""
        done, stale, failed = 0, 0, []
        for operation in operations:
            try:
                if self._write(operation):
                    done += 1
                else:
                    stale += 1
            except (ValueError, TypeError, OverflowError) as error:
                failed.append(Failure(operation.id, str(error)))
        return Applied(done, stale, tuple(failed))

    def _write(self, operation: Operation) -> bool:
        known = self.versions.get(operation.id)
        if known is None:
            known = committed_version(self._committed, operation.id)
        if known is not None and known >= operation.version:
            return False
        document = _document(operation)
        if known is not None:
            self._writer.delete_documents_by_term(schema.ID, operation.id)
        self._writer.add_document(document)
        self.versions[operation.id] = operation.version
        return True


def committed_version(searcher: tantivy.Searcher, id: str) -> int | None:
    """Return the version of a document or tombstone, or None when the index knows nothing of it."""
    hits = searcher.search(term(schema.ID, id), limit=1, count=False).hits
    if not hits:
        return None
    (version,) = searcher.fast_field_values(schema.VERSION, [hits[0][1]])
    return None if version is None else int(version)


def _document(operation: Operation) -> tantivy.Document:
    if operation.document is None:
        return tombstone(operation.id, operation.version)
    if not operation.document.texts:
        raise ValueError("A document needs a text in at least one language.")
    return to_tantivy(replace(operation.document, id=operation.id, version=operation.version))
