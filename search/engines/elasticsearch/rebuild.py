"""A new generation, filled while the old one answers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import query as q

from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import fields, queries
from search.engines.elasticsearch.changes import write
from search.engines.elasticsearch.connection import Connection, asked
from search.engines.elasticsearch.documents import document_in
from search.engines.elasticsearch.generations import Generations
from search.engines.elasticsearch.reading import every, last_change
from search.types import Applied, Operation

_AT_ONCE = 125
_TOMBSTONES = 500
_BEATS_EVERY = 5.0
_LONGEST_COPYING = 600.0


class ElasticsearchRebuild:
    """What the rebuild is given wins over what the old generation held when it began.

    What was written to the old generation since then is carried over by version, and so are its tombstones: no late
    message resurrects. Whoever fills a generation shows a sign of life; one that was killed is succeeded after a
    minute.
    """

    def __init__(self, connection: Connection, generations: Generations) -> None:
        self._connection = connection
        self._generations = generations
        self._over = False
        with asked():
            self._new = generations.begin()
            self._old = generations.current()
            self._began_after = self._carried_until = last_change(self._client, self._old)
        self._beaten = time.time()

    def apply(self, operations: Iterable[Operation]) -> Applied:
        self._require_open()
        with asked():
            self._beat()
            return self._write(operations)

    def commit(self) -> str:
        """Make the new generation answer and return its name.

        A write that is under way to the old one in this moment follows at once.
        """
        self._require_open()
        with asked():
            self._make_ready()
            self._write(self._tombstones())
            self._carry_over()
            self._generations.switch(self._old, self._new)
            self._over = True
            self._generations.freeze(self._old)
            self._carry_over()
        return self._new

    def abort(self) -> None:
        """Throw the new generation away; after commit or abort nothing happens.

        A cluster that does not answer keeps it until the next rebuild.
        """
        if self._over:
            return
        self._over = True
        with suppress(EngineUnavailable), asked():
            self._generations.remove(self._new)

    @property
    def _client(self) -> Elasticsearch:
        return self._connection.administration()

    def _require_open(self) -> None:
        if self._over:
            raise RuntimeError("This rebuild is over.")

    def _beat(self) -> None:
        if time.time() - self._beaten > _BEATS_EVERY:
            self._generations.beat(self._new)
            self._beaten = time.time()

    def _make_ready(self) -> None:
        """Make what was filled findable and wait for its copies on the other nodes."""
        self._generations.finish(self._new)
        deadline = time.monotonic() + _LONGEST_COPYING
        while not self._generations.is_copied(self._new):
            if time.monotonic() > deadline:
                raise EngineUnavailable("The new generation is not copied to the other nodes.")
            self._beat()

    def _write(self, operations: Iterable[Operation]) -> Applied:
        alias = self._generations.alias if self._over else self._generations.filling(self._new)
        return write(self._client, alias, operations, at_once=_AT_ONCE, ahead=True)

    def _carry_over(self) -> None:
        """Write to the new generation what was written to the old one since this was last done."""
        self._client.indices.refresh(index=self._old)
        until = last_change(self._client, self._old)
        self._write(self._changes(until))
        self._carried_until = until
        self._client.indices.refresh(index=self._new)

    def _changes(self, until: int) -> Iterator[Operation]:
        since = q.Range(fields.LAST_CHANGE, {"gt": self._carried_until, "lte": until})
        for hit in every(self._client, self._old, since, fields.LAST_CHANGE, source=True):
            yield Operation(hit["_id"], hit["_version"], document_in(hit))

    def _tombstones(self) -> Iterator[Operation]:
        """Yield the removals that the old generation knew from the beginning and that the new one knows nothing of."""
        before = q.Range(fields.LAST_CHANGE, {"lte": self._began_after})
        dead = every(self._client, self._old, queries.narrowed(queries.DEAD, [before]), fields.ID)
        while hits := list(islice(dead, _TOMBSTONES)):
            known = self._known(hits)
            yield from (Operation(hit["_id"], hit["_version"]) for hit in hits if hit["_id"] not in known)

    def _known(self, hits: list[dict[str, Any]]) -> set[str]:
        same = q.Ids(values=[hit["_id"] for hit in hits])
        return {hit["_id"] for hit in every(self._client, self._new, same, fields.ID)}
