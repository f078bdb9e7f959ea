"""One question to one snapshot: the page of hits and the counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from tantivy import DocAddress, Query

from search import cursors
from search.cursors import Cursor
from search.engines.answering import MOST_VALUES, Asked, as_facet, hit_of
from search.engines.embedded import facets, queries, schema, spelling
from search.engines.embedded.reader import Snapshot, document_at, found
from search.engines.narrowing import grouped
from search.questions import pooled
from search.types import FacetCount, Hit, SearchResult, Sort

_KEYS = {Sort.NEWEST: schema.NEWEST, Sort.OLDEST: schema.OLDEST, Sort.PUBLISHED: schema.PUBLISHED}
"""The field of a numeric order."""


@dataclass(frozen=True, slots=True)
class _Page:
    count: int
    hits: tuple[tuple[float | None, DocAddress], ...]
    """Score (for relevance only) and place."""
    next_cursor: str = ""


class SnapshotIndex:
    """A snapshot as search.engines.answering.Index."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._documents = snapshot.documents

    def answer(self, asked: Asked) -> SearchResult:
        words = self._words(asked)
        page = self._page(asked, queries.narrowed(words, asked.request))
        return SearchResult(
            count=page.count,
            count_is_exact=True,
            hits=tuple(self._hit(asked, score, address) for score, address in page.hits),
            facets=self._facets(asked, words),
            next_cursor=page.next_cursor,
        )

    def count(self, asked: Asked, enough: int) -> int:
        return self._count(queries.narrowed(self._words(asked), asked.request))

    def correct(self, text: str, spared: frozenset[str]) -> str:
        return spelling.correct(text, spared, self._snapshot.words, self._documents)

    def _words(self, asked: Asked) -> Query:
        if asked.is_empty:
            return Query.empty_query()
        if not asked.question:
            return queries.EVERYTHING
        question = asked.question
        if question.has_equivalents():
            question = pooled(question, cache(self._frequency), self._documents.num_docs)
        words = queries.words(question, asked.request.language, any_of=asked.any_of)
        return queries.pinned_first(words, asked.pinned) if asked.pinned else words

    def _frequency(self, token: str) -> int:
        return self._documents.doc_freq(schema.TEXT, token)

    def _page(self, asked: Asked, query: Query) -> _Page:
        cursor = None
        if asked.request.cursor:
            cursor = cursors.decode(asked.request.cursor, self._snapshot.generation, asked.sort)
        if asked.sort is Sort.RELEVANCE:
            return self._page_by_score(asked, query, cursor)
        if asked.sort is Sort.TITLE:
            return self._page_by_title(asked, query, cursor)
        return self._page_by_day(asked, query, cursor)

    def _page_by_score(self, asked: Asked, query: Query, cursor: Cursor | None) -> _Page:
        """Page by position: a score is no place to go on from, it moves with every write."""
        documents, size = self._documents, asked.request.size
        start = min(cursor.number(), documents.num_docs) if cursor else asked.request.offset
        count, hits = found(documents, query, limit=size, offset=start, weight=schema.WEIGHT)
        end = start + len(hits)
        return _Page(count, tuple(hits), self._next(asked, end) if hits and end < count else "")

    def _page_by_day(self, asked: Asked, query: Query, cursor: Cursor | None) -> _Page:
        field = _KEYS[asked.sort]
        if cursor is None:
            return self._page_by_key(asked, query, field, asked.request.offset)
        rest = queries.both(query, queries.after(field, cursor.number()))
        return replace(self._page_by_key(asked, rest, field, 0), count=self._count(query))

    def _page_by_title(self, asked: Asked, query: Query, cursor: Cursor | None) -> _Page:
        """Page by title; tantivy has no ranges of text, so the place of a cursor is looked up among all the titles."""
        field, documents = schema.title(asked.request.language), self._documents
        if cursor is None or not documents.num_docs:
            return self._page_by_key(asked, query, field, asked.request.offset)
        every = found(documents, query, limit=documents.num_docs, order=field).hits
        start = bisect_right([key for key, _ in every], cursor.key)
        return self._page_by_key(asked, query, field, start)

    def _page_by_key(self, asked: Asked, query: Query, field: str, start: int) -> _Page:
        size = asked.request.size
        count, hits = found(self._documents, query, limit=size + 1, offset=start, order=field)
        shown = tuple((None, address) for _, address in hits[:size])
        return _Page(count, shown, self._next(asked, hits[size - 1][0]) if len(hits) > size else "")

    def _next(self, asked: Asked, key: object) -> str:
        return cursors.encode(Cursor(self._snapshot.generation, asked.sort, str(key)))

    def _count(self, query: Query) -> int:
        return found(self._documents, query).total

    def _facets(self, asked: Asked, words: Query) -> Mapping[str, tuple[FacetCount, ...]]:
        request, counts = asked.request, {}
        for own, names in grouped(request).items():
            query = queries.narrowed(words, request, leaving_out=own)
            answer = self._documents.aggregate(query, facets.aggregations(names))
            for name in names:
                counts[name] = facets.read_counts(answer, name) | self._beyond(asked, query, name, answer)
        return {
            name: as_facet(name, counts[name], request.filters.get(name, ()))
            for name in request.facets
            if name in counts
        }

    def _beyond(self, asked: Asked, query: Query, name: str, answer: Mapping[str, object]) -> dict[str, int]:
        """Count the selected values that are not among the most frequent thousand."""
        known = facets.read_counts(answer, name)
        if len(known) < MOST_VALUES:
            return {}
        beyond = [value for value in asked.request.filters.get(name, ()) if value not in known]
        return {value: self._count(queries.both(query, queries.one_of(name, [value]))) for value in beyond}

    def _hit(self, asked: Asked, score: float | None, address: DocAddress) -> Hit:
        return hit_of(asked, document_at(self._documents, address), score)
