"""Records offered without a search: while a title is being typed, and beside a record."""

from __future__ import annotations

from tantivy import Occur, Query

from search.engines import suggestions
from search.engines.answering import known_language
from search.engines.documents import in_language
from search.engines.embedded import queries, schema
from search.engines.embedded.reader import Snapshot, document_at, found
from search.engines.narrowing import indexable
from search.types import SearchDocument, Suggestion


def suggest(snapshot: Snapshot, prefix: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Return records with a title that has the words, those with one in the reader's language first."""
    language = known_language(language)
    words = suggestions.words_typed(prefix)
    if not words:
        return ()
    own_titles = _titles([in_language(word, language) for word in words])
    in_own = Query.const_score_query(own_titles, suggestions.READER_BOOST)
    query = Query.boolean_query(
        [(Occur.Must, queries.living(_titles(words))), (Occur.Should, in_own)],
    )
    documents = _found(snapshot, query, size, weight=schema.WEIGHT)
    return tuple(suggestions.typed(document, words, language) for document in documents)


def similar(snapshot: Snapshot, id: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Return records that share rare words with the record's text in the reader's language, else its original."""
    if not indexable(id):
        return ()
    language = known_language(language)
    me = queries.term(schema.ID, id)
    mine = _found(snapshot, queries.living(me), 1)
    if not mine:
        return ()
    like = _like(mine[0], language, snapshot)
    documents = _found(snapshot, queries.without(queries.living(like), me), size)
    return tuple(suggestions.neighbour(document, language) for document in documents)


def _found(snapshot: Snapshot, query: Query, size: int, weight: str = "") -> list[SearchDocument]:
    hits = found(snapshot.documents, query, limit=suggestions.within(size), weight=weight).hits
    return [document_at(snapshot.documents, address) for _, address in hits]


def _titles(words: list[str]) -> Query:
    """Return the query for titles with all the words, the last one as a beginning."""
    whole = [queries.term(schema.TITLES, word) for word in words[:-1]]
    begun = Query.fuzzy_term_query(schema.SCHEMA, schema.TITLES, words[-1], distance=0, prefix=True)
    return Query.boolean_query([(Occur.Must, each) for each in (*whole, begun)])


def _like(document: SearchDocument, language: str, snapshot: Snapshot) -> Query:
    return Query.more_like_this_document_fields_query(
        schema.SCHEMA,
        {schema.TEXT: [suggestions.words_to_compare(document, language)]},
        min_doc_frequency=suggestions.LEAST_RECORDS,
        max_doc_frequency=suggestions.most_records(snapshot.documents.num_docs),
        min_term_frequency=1,
        max_query_terms=suggestions.RARE_WORDS,
        min_word_length=suggestions.SHORTEST_WORD,
    )
