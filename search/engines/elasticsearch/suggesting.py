"""Records offered without a search: while a title is being typed, and beside a record."""

from __future__ import annotations

from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl import query as q

from search.engines import suggestions
from search.engines.answering import known_language
from search.engines.documents import in_language
from search.engines.elasticsearch import fields, queries, responses
from search.engines.elasticsearch.asking import Asking
from search.engines.elasticsearch.requests import by_score
from search.engines.narrowing import indexable
from search.types import Suggestion

_LIVING = "living"


def suggest(asking: Asking, prefix: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Return records with a title that has the words, those with one in the reader's language first."""
    language, words = known_language(language), suggestions.words_typed(prefix)
    if not words:
        return ()
    answer = asking.search(titles_with(words, language, suggestions.within(size)))
    return tuple(suggestions.typed(document, words, language) for document in responses.documents(answer))


def similar(asking: Asking, id: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Return records that share rare words with the record's text in the reader's language, else its original."""
    if not indexable(id):
        return ()
    language, answer = known_language(language), asking.search(record(id))
    living = answer["aggregations"][_LIVING][_LIVING]["doc_count"]
    for document in responses.documents(answer):
        words = suggestions.words_to_compare(document, language)
        found = asking.search(neighbours(id, words, living, suggestions.within(size)))
        return tuple(suggestions.neighbour(each, language) for each in responses.documents(found))
    return ()


def titles_with(words: list[str], language: str, size: int) -> dict[str, Any]:
    """Return the search for titles with all the words, the last one as a beginning."""
    own = queries.titles([in_language(word, language) for word in words])
    first = q.ConstantScore(filter=own, boost=suggestions.READER_BOOST)
    wanted = q.Bool(must=[queries.titles(words)], should=[first])
    return by_score(queries.weighted(wanted, [queries.ALIVE]), size).extra(track_total_hits=False).to_dict()


def record(id: str) -> dict[str, Any]:
    """Return the search for one living record, with the number of all of them."""
    search = Search().query(queries.narrowed(queries.term(fields.ID, id), [queries.ALIVE]))[:1]
    search.aggs.bucket(_LIVING, "global").bucket(_LIVING, A("filter", queries.ALIVE))
    return search.to_dict()


def neighbours(id: str, words: str, documents: int, size: int) -> dict[str, Any]:
    """Return the search for other records with the rarest of these words."""
    like = q.MoreLikeThis(
        fields=[fields.TEXT],
        like=[words],
        min_term_freq=1,
        min_doc_freq=suggestions.LEAST_RECORDS,
        max_doc_freq=suggestions.most_records(documents),
        max_query_terms=suggestions.RARE_WORDS,
        min_word_length=suggestions.SHORTEST_WORD,
        minimum_should_match=1,
        boost_terms=1,
    )
    others = q.Bool(must=[like], must_not=[queries.term(fields.ID, id)], filter=[queries.ALIVE])
    return by_score(others, size).extra(track_total_hits=False).to_dict()
