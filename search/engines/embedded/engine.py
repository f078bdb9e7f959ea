"""The embedded engine: search.engines.base.Engine over generations in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import tantivy

from search.engines import answering
from search.engines.base import EngineUnavailable
from search.engines.embedded import searching, spelling, suggesting
from search.engines.embedded.changes import Changes
from search.engines.embedded.door import answering_calls
from search.engines.embedded.generations import Generations
from search.engines.embedded.queries import ALIVE
from search.engines.embedded.reader import Reader, found, records
from search.engines.embedded.rebuild import EmbeddedRebuild
from search.engines.embedded.writer import HeldWriter, writing
from search.types import Applied, Health, Operation, SearchRequest, SearchResult, Suggestion


class EmbeddedEngine:
    """Opens nothing before the first question, so it can be made before a server forks; safe to share by threads.

    Any number of processes may read; one writes at a time, and others wait `lock_wait` seconds for it.
    """

    def __init__(self, root: Path, *, lock_wait: float = 10.0) -> None:
        self._generations = Generations(Path(root))
        self._reader = Reader(self._generations)
        self._writer = HeldWriter()
        self._lock_wait = lock_wait

    def apply(self, operations: Iterable[Operation]) -> Applied:
        """Write a batch in one commit: when this returns, it is durable and findable in every process."""
        with answering_calls(), self._writing() as (writer, committed):
            applied = Changes(writer, committed).apply(operations)
            if applied.done:
                writer.commit()
            return applied

    def refresh(self) -> None:
        """Make the spelling dictionary anew; documents are findable without."""
        with answering_calls():
            snapshot = self._reader.snapshot()
            with writing(self._generations.words(snapshot.generation), self._lock_wait) as writer:
                spelling.fill(writer, snapshot.documents)
                writer.commit()

    def search(self, request: SearchRequest) -> SearchResult:
        with answering_calls():
            return answering.search(searching.SnapshotIndex(self._reader.snapshot()), request)

    def suggest(self, prefix: str, language: str, size: int = 8) -> tuple[Suggestion, ...]:
        with answering_calls():
            return suggesting.suggest(self._reader.snapshot(), prefix, language, size)

    def similar(self, id: str, language: str, size: int = 6) -> tuple[Suggestion, ...]:
        with answering_calls():
            return suggesting.similar(self._reader.snapshot(), id, language, size)

    def versions(self) -> Iterator[tuple[str, int]]:
        with answering_calls():
            living = list(records(self._reader.snapshot().documents, ALIVE))
        yield from ((id, number) for id, number, _ in living)

    def begin_rebuild(self) -> EmbeddedRebuild:
        """Begin a new generation; raises EngineUnavailable while another process makes one."""
        with answering_calls():
            return EmbeddedRebuild(self._generations, self._writer, self._lock_wait)

    def health(self) -> Health:
        """Tell how the index is; never raises."""
        try:
            with answering_calls():
                snapshot = self._reader.snapshot()
                living = found(snapshot.documents, ALIVE).total
        except EngineUnavailable as error:
            return Health(ok=False, documents=0, generation="", detail=str(error))
        return Health(True, living, snapshot.generation, f"tantivy {version('tantivy')}")

    def close(self) -> None:
        """Let go of what this process has open; the next question opens it again."""
        self._writer.release()
        self._reader.close()

    @contextmanager
    def _writing(self) -> Iterator[tuple[tantivy.IndexWriter, tantivy.Searcher]]:
        """Be the only writer of the generation that answers, which may change while waiting."""
        while True:
            name = self._generations.current()
            with self._writer.writing(
                self._generations.documents(name), self._lock_wait
            ) as writer_and_searcher:
                if name == self._generations.current():
                    yield writer_and_searcher
                    return
