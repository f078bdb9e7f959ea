"""The bodies of the searches that answer a question. Pure: nothing here asks a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Query

from search.cursors import Cursor
from search.engines.answering import MOST_VALUES, Asked
from search.engines.elasticsearch import fields, queries
from search.engines.narrowing import grouped, values_asked
from search.questions import Question
from search.types import Sort

DEEPEST = 1_000_000
"""So many records can be paged through by relevance."""

WITHIN = "within"
VALUES, CHOSEN = "values_", "chosen_"
"""How aggregations are named: the field's name follows."""

Body = dict[str, Any]

_KEYS = {Sort.NEWEST: fields.NEWEST, Sort.OLDEST: fields.OLDEST, Sort.PUBLISHED: fields.PUBLISHED}
"""The field of a numeric order."""


def page(asked: Asked, question: Question, cursor: Cursor | None) -> Body:
    """Return the search for one page of hits with all counts.

    Where hits are ordered by a key it asks for one hit more, to know whether another page follows.
    """
    words, filters = _words(asked, question), queries.filters(asked.request)
    if asked.sort is Sort.RELEVANCE:
        search = by_score(queries.weighted(words, filters), asked.request.size)
    else:
        search = _within(words, filters).sort(_order(asked))[: asked.request.size + 1]
    _count(search, asked, words)
    return search.extra(track_total_hits=True).to_dict() | _start(asked, cursor)


def count(asked: Asked, question: Question, enough: int) -> Body:
    """Return the search that tells how many answer, up to a number from which it does not matter."""
    search = _within(_words(asked, question), queries.filters(asked.request))
    return search[:0].extra(track_total_hits=enough).to_dict()


def by_score(query: Query, size: int) -> Search:
    """Return the search for the best; among equals the newest comes first, on every copy of the index."""
    return Search().query(query).sort("_score", fields.NEWEST)[:size]


def _words(asked: Asked, question: Question) -> Query:
    if asked.is_empty:
        return queries.NOTHING
    if not question:
        return queries.EVERYTHING
    words = queries.words(question, asked.request.language, any_of=asked.any_of)
    return queries.pinned_first(words, asked.pinned) if asked.pinned else words


def _within(words: Query, filters: Sequence[Query]) -> Search:
    return Search().query(queries.narrowed(words, filters))


def _order(asked: Asked) -> str:
    """Return the field by which records are in a total order."""
    if asked.sort is Sort.TITLE:
        return fields.title(asked.request.language)
    return _KEYS[asked.sort]


def _start(asked: Asked, cursor: Cursor | None) -> Body:
    if cursor is None:
        return {"from": asked.request.offset}
    if asked.sort is Sort.RELEVANCE:
        return {"from": min(cursor.number(), DEEPEST - asked.request.size)}
    return {"search_after": [cursor.key if asked.sort is Sort.TITLE else cursor.number()]}


def _count(search: Search, asked: Asked, words: Query) -> None:
    """Add the counts: of each facet what answers all filters but its own, which only a global aggregation sees."""
    for own, names in grouped(asked.request).items():
        counted: Any = search.aggs
        if own:
            others = queries.narrowed(words, queries.filters(asked.request, leaving_out=own))
            counted = counted.bucket(own, "global").bucket(WITHIN, "filter", others)
        for name in names:
            _add_values(counted, name, values_asked(asked.request.filters.get(name, ())))


def _add_values(counted: Any, name: str, values: Sequence[str]) -> None:
    """Count the most frequent values of a field, and those that are chosen."""
    field = fields.facet(name)
    counted.bucket(VALUES + name, "terms", field=field, size=MOST_VALUES)
    if values:
        counted.bucket(CHOSEN + name, "terms", field=field, include=values, size=len(values))
