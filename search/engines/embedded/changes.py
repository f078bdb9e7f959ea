"""Which operations change an index: versions decide."""

from __future__ import annotations

from collections.abc import Iterable

import tantivy

from search.engines.documents import to_index
from search.engines.embedded import schema
from search.engines.embedded.documents import to_tantivy, tombstone
from search.engines.embedded.queries import term
from search.engines.embedded.reader import found
from search.types import Applied, Failure, Operation


class Changes:
    """Operations on the way into one index; knows what it has written but not yet committed."""

    def __init__(self, writer: tantivy.IndexWriter, committed: tantivy.Searcher) -> None:
        self._writer = writer
        self._committed = committed
        self.versions: dict[str, int] = {}

    def apply(self, operations: Iterable[Operation]) -> Applied:
        """Write what is newer than what is there, without committing; an impossible document fails alone."""
        done, stale, failed = 0, 0, []
        for operation in operations:
            try:
                written = self._write(operation)
            except (ValueError, TypeError, OverflowError) as error:
                failed.append(Failure(operation.id, str(error)))
            else:
                done, stale = done + written, stale + (not written)
        return Applied(done, stale, tuple(failed))

    def _write(self, operation: Operation) -> bool:
        known = self.versions.get(operation.id)
        if known is None and self._committed.num_docs:
            known = _version(self._committed, operation.id)
        if known is not None and known >= operation.version:
            return False
        document = _document(operation)
        if known is not None:
            self._writer.delete_documents_by_term(schema.ID, operation.id)
        self._writer.add_document(document)
        self.versions[operation.id] = operation.version
        return True


def _version(searcher: tantivy.Searcher, id: str) -> int | None:
    """Return the version of a document or tombstone, or None when the index knows nothing of it."""
    hits = found(searcher, term(schema.ID, id)).hits
    if not hits:
        return None
    (version,) = searcher.fast_field_values(schema.VERSION, [hits[0][1]])
    return None if version is None else int(version)


def _document(operation: Operation) -> tantivy.Document:
    document = to_index(operation)
    return to_tantivy(document) if document else tombstone(operation.id, operation.version)
