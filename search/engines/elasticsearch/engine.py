"""The engine on Elasticsearch: search.engines.base.Engine over generations in a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.engines import answering
from search.engines.base import EngineUnavailable
from search.engines.elasticsearch import fields, queries, suggesting
from search.engines.elasticsearch.asking import Asking
from search.engines.elasticsearch.changes import write
from search.engines.elasticsearch.connection import Connection, asked
from search.engines.elasticsearch.generations import Generations
from search.engines.elasticsearch.reading import every
from search.engines.elasticsearch.rebuild import ElasticsearchRebuild
from search.engines.elasticsearch.searching import AliasIndex
from search.types import Applied, Health, Operation, SearchRequest, SearchResult, Suggestion

_AT_ONCE = 100
"""So many documents are well within the time that one write may take."""


class ElasticsearchEngine:
    """Opens nothing before the first question, so it can be made before a server forks; safe to share by threads.

    `url` may hold the addresses of several nodes, separated by commas: when one fails or hangs, another is asked.
    Indices are named after `prefix`.
    """

    def __init__(self, url: str, prefix: str) -> None:
        self._connection = Connection(url)
        self._generations = Generations(self._connection, prefix)
        self._asking = Asking(self._connection, self._generations)

    def apply(self, operations: Iterable[Operation]) -> Applied:
        """Write a batch: when this returns, it is durable and findable."""
        with asked():
            self._generations.current()
            client = self._connection.writes()
            applied = write(client, self._generations.alias, operations, at_once=_AT_ONCE)
            client.indices.refresh(index=self._generations.alias)
            return applied

    def refresh(self) -> None:
        """Make findable what another process has just written; there is no dictionary to make."""
        with asked():
            self._connection.administration().indices.refresh(index=self._generations.current())

    def search(self, request: SearchRequest) -> SearchResult:
        with asked():
            return answering.search(AliasIndex(self._asking), request)

    def suggest(self, prefix: str, language: str, size: int = 8) -> tuple[Suggestion, ...]:
        with asked():
            return suggesting.suggest(self._asking, prefix, language, size)

    def similar(self, id: str, language: str, size: int = 6) -> tuple[Suggestion, ...]:
        with asked():
            return suggesting.similar(self._asking, id, language, size)

    def versions(self) -> Iterator[tuple[str, int]]:
        with asked():
            client, index = self._connection.administration(), self._generations.current()
            for hit in every(client, index, queries.ALIVE, fields.ID):
                yield hit["_id"], hit["_version"]

    def begin_rebuild(self) -> ElasticsearchRebuild:
        """Begin a new generation; raises EngineUnavailable while another process makes one."""
        return ElasticsearchRebuild(self._connection, self._generations)

    def health(self) -> Health:
        """Tell how the index is; never raises."""
        try:
            with asked():
                return self._health(self._generations.current())
        except EngineUnavailable as error:
            return Health(ok=False, documents=0, generation="", detail=str(error))

    def close(self) -> None:
        """Let go of the connections this process has open; the next question opens them again."""
        self._connection.close()

    def _health(self, generation: str) -> Health:
        ask = self._connection.ask
        # Each node knows; the master may be gone for a moment.
        status = ask(lambda client: client.cluster.health(index=generation, local=True))["status"]
        living = ask(lambda client: client.count(index=generation, query=queries.ALIVE.to_dict()))["count"]
        return Health(status != "red", living, generation, f"Elasticsearch, {status}")
