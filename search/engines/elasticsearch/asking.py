"""What is asked of the index behind the alias while a reader waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elasticsearch import fields
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.generations import Generations

T = TypeVar("T")

_NEAREST = "_local"
"""The node that is asked answers from its own copy: it waits for no other, which may hang."""
_FREQUENCIES: dict[str, Any] = {
    "fields": [fields.TEXT],
    "term_statistics": True,
    "positions": False,
    "offsets": False,
}


class Asking:
    """Where there is no generation yet, an empty first one is made: it answers that there is nothing."""

    def __init__(self, connection: Connection, generations: Generations) -> None:
        self._connection = connection
        self._generations = generations

    def search(self, body: dict[str, Any], index: str = "") -> Mapping[str, Any]:
        """Return the answer of the whole index: one that lacks a part is an error."""
        target = index or self._generations.alias
        return self._asked(
            lambda client: (
                client.search(
                    index=target, body=body, preference=_NEAREST, allow_partial_search_results=False
                ).body
            )
        )

    def frequencies(self, tokens: Iterable[str]) -> tuple[dict[str, int], int]:
        """Return token -> how many documents have it, and how many documents there are."""
        words = " ".join(sorted(tokens))
        answer = self._asked(
            lambda client: (
                client.termvectors(
                    index=self._generations.alias,
                    doc={fields.TEXT: words},
                    preference=_NEAREST,
                    **_FREQUENCIES,
                ).body
            )
        )
        found = answer["term_vectors"].get(fields.TEXT, {})
        known = {token: counted.get("doc_freq", 0) for token, counted in found.get("terms", {}).items()}
        return known, found.get("field_statistics", {}).get("doc_count", 0)

    def generation(self) -> str:
        return self._generations.current()

    def _asked(self, question: Callable[[Elasticsearch], T]) -> T:
        try:
            return self._connection.ask(question)
        except NotFoundError:
            self._generations.current()
            return self._connection.ask(question)
