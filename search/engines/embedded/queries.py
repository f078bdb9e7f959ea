"""Questions and filters as tantivy queries. Pure: nothing here looks into an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tantivy import FieldType, Occur, Query

from search.engines.documents import READER_BOOST
from search.engines.embedded import schema
from search.engines.narrowing import filters_but, has_range, indexable, values_asked, years_asked
from search.questions import Clause, Equivalent, Question, Reading
from search.types import SearchRequest

_PINNED = 1e4
"""More than any question scores. Each place is worth twice the next: what a record's quality can multiply is less."""

EVERYTHING = Query.all_query()
ALIVE = Query.term_query(schema.SCHEMA, schema.ALIVE, 1)
DEAD = Query.term_query(schema.SCHEMA, schema.ALIVE, 0)


def words(question: Question, language: str, *, any_of: bool = False) -> Query:
    """Return the scored query for records that have all (or any of) the clauses and none of the excluded."""
    if any_of:
        positive = [(Occur.Should, _clause(clause.loosened(), Occur.Should)) for clause in question.required]
    else:
        positive = [(Occur.Must, _clause(clause)) for clause in question.required]
    wanted = Query.boolean_query(positive) if positive else Query.all_query()
    if question.enough:
        wanted = Query.boolean_query([(Occur.Should, wanted), (Occur.Should, _in_other_words(question))])
    return Query.boolean_query(
        [
            (Occur.Must, wanted),
            (Occur.Should, Query.const_score_query(term(schema.LANGUAGE, language), READER_BOOST)),
            *((Occur.Should, _clause(clause)) for clause in question.preferred),
            *((Occur.MustNot, _clause(clause)) for clause in question.excluded),
        ]
    )


def _in_other_words(question: Question) -> Query:
    """Return the query for enough of the clauses, by their equivalents alone."""
    clauses = [
        (Occur.Should, _any_reading(map(_other, clause.equivalents)))
        for clause in question.required
        if clause.equivalents
    ]
    return Query.boolean_query(clauses, minimum_number_should_match=question.enough)


def pinned_first(query: Query, pinned: Sequence[str]) -> Query:
    """Return the query with these records before all others, in their order; they need not answer it."""
    lifted = (
        (Occur.Should, Query.const_score_query(term(schema.ID, id), _PINNED * 2.0 ** (len(pinned) - place)))
        for place, id in enumerate(filter(indexable, pinned))
    )
    return Query.boolean_query([(Occur.Should, query), *lifted])


def narrowed(query: Query, request: SearchRequest, *, leaving_out: str = "") -> Query:
    """Return the query within the request's filters, but for those of one field; scores stay as they are."""
    filters = [ALIVE, *_filters(request, leaving_out)]
    return Query.boolean_query(
        [(Occur.Must, query), *((Occur.Must, Query.const_score_query(each, 0.0)) for each in filters)]
    )


def term(field: str, value: str) -> Query:
    return Query.term_query(schema.SCHEMA, field, value, "basic")


def both(query: Query, condition: Query) -> Query:
    """Return the query narrowed by a condition that adds nothing to the score."""
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(condition, 0.0))])


def living(query: Query) -> Query:
    """Return the query without tombstones."""
    return both(query, ALIVE)


def without(query: Query, unwanted: Query) -> Query:
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, unwanted)])


def after(field: str, key: int) -> Query:
    """Return the query for records that come later than the key in an ascending order."""
    return Query.range_query(schema.SCHEMA, field, FieldType.Unsigned, lower_bound=key, include_lower=False)


def _filters(request: SearchRequest, leaving_out: str) -> Iterator[Query]:
    for name, values in filters_but(request, leaving_out):
        yield one_of(name, values)
    if has_range(request) and leaving_out != "year":
        yield _years(request)


def one_of(name: str, values: Iterable[str]) -> Query:
    """Return the query for records with any of the values in a facet."""
    return Query.term_set_query(schema.SCHEMA, schema.facet(name), values_asked(values))


def _years(request: SearchRequest) -> Query:
    first, last = years_asked(request)
    if first > last:
        return Query.empty_query()
    return Query.range_query(schema.SCHEMA, schema.YEARS, FieldType.Unsigned, first, last)


def _clause(clause: Clause, occur: Occur = Occur.Must) -> Query:
    """Return the query for all the words of a clause (or any, with Should), or one of their equivalents."""
    words = [_any_reading(map(_reading, sorted(word))) for word in clause.words]
    own = words[0] if len(words) == 1 else Query.boolean_query([(occur, word) for word in words])
    return _any_reading([own, *map(_other, clause.equivalents)])


def _other(equivalent: Equivalent) -> Query:
    return Query.boost_query(_reading(equivalent.reading), equivalent.weight)


def _any_reading(queries: Iterable[Query]) -> Query:
    readings = list(queries)
    return readings[0] if len(readings) == 1 else Query.disjunction_max_query(readings)


def _reading(tokens: Reading) -> Query:
    """Return a term or a phrase; tantivy panics on a phrase of one word."""
    if len(tokens) == 1:
        return Query.term_query(schema.SCHEMA, schema.TEXT, tokens[0])
    return Query.phrase_query(schema.SCHEMA, schema.TEXT, list(tokens))
