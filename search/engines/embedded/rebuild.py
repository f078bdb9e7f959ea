"""A new generation, filled while the old one answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack

import tantivy

from search.engines.embedded import spelling
from search.engines.embedded.changes import Changes
from search.engines.embedded.door import answering_calls
from search.engines.embedded.generations import Generations
from search.engines.embedded.queries import ALIVE, DEAD
from search.engines.embedded.reader import document_at, open_index, records
from search.engines.embedded.writer import HeldWriter, writing
from search.types import Applied, Operation


class EmbeddedRebuild:
    """Holds the right to make generations until commit or abort; a process that dies gives it back.

    What the rebuild is given wins over what the old generation held when it began. What was written to the old
    generation since then is carried over by version, and so are its tombstones: no late message resurrects. Raises
    EngineUnavailable where the folder cannot be written to.
    """

    def __init__(self, generations: Generations, held: HeldWriter, wait: float) -> None:
        self._generations = generations
        self._held_writer = held
        self._wait = wait
        generations.current()
        with ExitStack() as stack:
            stack.enter_context(generations.exclusive())
            self._old = generations.current()
            generations.remove_leftovers()
            self._before = {id: version for id, version, _ in records(self._searcher(self._old))}
            self._new = generations.create()
            self._filling = stack.enter_context(ExitStack())
            self._writer = self._filling.enter_context(writing(generations.documents(self._new), wait))
            self._changes = Changes(self._writer, self._searcher(self._new))
            self._held = stack.pop_all()
        self._over = False

    @answering_calls()
    def apply(self, operations: Iterable[Operation]) -> Applied:
        self._require_open()
        return self._changes.apply(operations)

    @answering_calls()
    def commit(self) -> str:
        """Make the new generation answer and return its name; the old one takes no write while it is taken over."""
        self._require_open()
        self._over = True
        with self._held:
            self._writer.commit()
            self._filling.close()
            self._fill_dictionary()
            self._held_writer.release()
            with writing(self._generations.documents(self._old), self._wait):
                self._carry_over()
                self._generations.switch(self._new)
        return self._new

    @answering_calls()
    def abort(self) -> None:
        """Throw the new generation away; after commit or abort nothing happens."""
        if self._over:
            return
        self._over = True
        with self._held:
            self._writer.rollback()
            self._filling.close()
            self._generations.remove(self._new)

    def _require_open(self) -> None:
        if self._over:
            raise RuntimeError("This rebuild is over.")

    def _searcher(self, name: str) -> tantivy.Searcher:
        return open_index(self._generations.documents(name)).searcher()

    def _fill_dictionary(self) -> None:
        with writing(self._generations.words(self._new), self._wait) as writer:
            spelling.fill(writer, self._searcher(self._new))
            writer.commit()

    def _carry_over(self) -> None:
        operations = list(self._to_carry_over(self._searcher(self._old)))
        if operations:
            with writing(self._generations.documents(self._new), self._wait) as writer:
                Changes(writer, self._searcher(self._new)).apply(operations)
                writer.commit()

    def _to_carry_over(self, old: tantivy.Searcher) -> Iterator[Operation]:
        for id, version, address in records(old, ALIVE):
            if version > self._before.get(id, -1):
                yield Operation(id, version, document_at(old, address))
        for id, version, _ in records(old, DEAD):
            if version > self._before.get(id, -1) or id not in self._changes.versions:
                yield Operation(id, version)
