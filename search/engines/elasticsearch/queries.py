"""Questions and filters as Elasticsearch queries. Pure: nothing here asks a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from elasticsearch.dsl import query as q
from elasticsearch.dsl.function import FieldValueFactor
from elasticsearch.dsl.query import Query

from search.engines.documents import READER_BOOST
from search.engines.elasticsearch import fields
from search.engines.narrowing import filters_but, has_range, indexable, years_asked
from search.questions import Clause, Equivalent, Question, Reading
from search.types import SearchRequest

_PINNED = 1e4
"""More than any question scores. Each place is worth twice the next: what a record's quality can multiply is less."""
_MOST_PINNED = 100


def term(field: str, value: str | bool) -> Query:
    return q.Term(field, {"value": value})


ALIVE = term(fields.ALIVE, True)
DEAD = term(fields.ALIVE, False)
NOTHING = q.MatchNone()
EVERYTHING = q.MatchAll()


def words(question: Question, language: str, *, any_of: bool = False) -> Query:
    """Return the scored query for records that have all (or any of) the clauses and none of the excluded."""
    return q.Bool(
        must=[_required(question, any_of)],
        should=[
            q.ConstantScore(filter=term(fields.LANGUAGES, language), boost=READER_BOOST),
            *map(_clause, question.preferred),
        ],
        must_not=list(map(_clause, question.excluded)),
    )


def pinned_first(query: Query, pinned: Sequence[str]) -> Query:
    """Return the query with these records before all others, in their order; they need not answer it."""
    ids = list(filter(indexable, pinned))[:_MOST_PINNED]
    lifted = [
        q.ConstantScore(filter=term(fields.ID, id), boost=_PINNED * 2.0 ** (len(ids) - place))
        for place, id in enumerate(ids)
    ]
    return _any_of([query, *lifted])


def weighted(query: Query, filters: Sequence[Query]) -> Query:
    """Return the query within filters, its scores multiplied by what the records weigh."""
    return q.FunctionScore(
        query=q.Bool(must=[query], filter=list(filters)),
        functions=[FieldValueFactor(field=fields.WEIGHT, missing=1)],
        boost_mode="multiply",
    )


def narrowed(query: Query, filters: Sequence[Query]) -> Query:
    """Return the query within filters, without scores."""
    return q.Bool(filter=[query, *filters])


def filters(request: SearchRequest, *, leaving_out: str = "") -> list[Query]:
    """Return the request's filters, but for those of one field; tombstones never answer."""
    return [ALIVE, *_filters(request, leaving_out)]


def titles(words: Sequence[str]) -> Query:
    """Return the query for titles with all the words, the last one as a beginning."""
    whole = [term(fields.TITLES, word) for word in words[:-1]]
    return q.Bool(must=[*whole, q.Prefix(fields.TITLES, {"value": words[-1]})])


def _filters(request: SearchRequest, leaving_out: str) -> Iterator[Query]:
    for name, values in filters_but(request, leaving_out):
        yield q.Terms(fields.facet(name), values)
    if has_range(request) and leaving_out != "year":
        first, last = years_asked(request)
        yield q.Range(fields.YEARS, {"gte": first, "lte": last}) if first <= last else NOTHING


def _required(question: Question, any_of: bool) -> Query:
    if not question.required:
        return EVERYTHING
    if any_of:
        return _any_of([_clause(clause.loosened(), any_of=True) for clause in question.required])
    every = q.Bool(must=list(map(_clause, question.required)))
    return _any_of([every, _in_other_words(question)]) if question.enough else every


def _in_other_words(question: Question) -> Query:
    """Return the query for enough of the clauses, by their equivalents alone."""
    clauses = [_best(map(_other, clause.equivalents)) for clause in question.required if clause.equivalents]
    return q.Bool(should=clauses, minimum_should_match=question.enough)


def _clause(clause: Clause, *, any_of: bool = False) -> Query:
    """Return the query for all the words of a clause (or any of them), or one of their equivalents."""
    words = [_best(map(_reading, sorted(word))) for word in clause.words]
    own = words[0] if len(words) == 1 else (_any_of(words) if any_of else q.Bool(must=words))
    return _best([own, *map(_other, clause.equivalents)])


def _other(equivalent: Equivalent) -> Query:
    return _reading(equivalent.reading, equivalent.weight)


def _any_of(queries: Sequence[Query]) -> Query:
    return q.Bool(should=list(queries), minimum_should_match=1)


def _best(queries: Iterable[Query]) -> Query:
    readings = list(queries) or [NOTHING]
    return readings[0] if len(readings) == 1 else q.DisMax(queries=readings)


def _reading(tokens: Reading, boost: float = 1.0) -> Query:
    """Return a term or a phrase."""
    if len(tokens) == 1:
        return q.Term(fields.TEXT, {"value": tokens[0], "boost": boost})
    return q.MatchPhrase(fields.TEXT, {"query": " ".join(tokens), "boost": boost})
