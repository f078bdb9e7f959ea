"""Records offered without a search: while a title is being typed, and beside a record."""

from __future__ import annotations

from tantivy import Occur, Query

from search.analysis import analyse
from search.engines.answering import known_language
from search.engines.embedded import queries, schema
from search.engines.embedded.documents import in_language
from search.engines.embedded.reader import Snapshot, document_at, found
from search.types import UNDETERMINED, DocumentText, SearchDocument, Suggestion

_LONGEST = 200
_MOST_WORDS = 12
_MOST = 100
_READER_BOOST = 100.0
_READ_AT_MOST = 20_000
_RARE_WORDS = 12
_SHORTEST_WORD = 2


def suggest(snapshot: Snapshot, prefix: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Return records with a title that has the words, those with one in the reader's language first."""
    language = known_language(language)
    words = analyse(prefix[:_LONGEST], UNDETERMINED).split()[:_MOST_WORDS]
    if not words:
        return ()
    in_own = Query.const_score_query(_titles([in_language(word, language) for word in words]), _READER_BOOST)
    query = Query.boolean_query(
        [(Occur.Must, queries.living(_titles(words))), (Occur.Should, in_own)],
    )
    hits = found(snapshot.documents, query, limit=_within(size), weight=schema.WEIGHT).hits
    documents = [document_at(snapshot.documents, address) for _, address in hits]
    return tuple(_suggestion(document, _matching(document, words, language)) for document in documents)


def similar(snapshot: Snapshot, id: str, language: str, size: int) -> tuple[Suggestion, ...]:
    """Return records that share rare words with the record's text in the reader's language, else its original."""
    if not queries.encodable(id):
        return ()
    language = known_language(language)
    me = queries.term(schema.ID, id)
    mine = found(snapshot.documents, queries.living(me)).hits
    if not mine:
        return ()
    like = _like(document_at(snapshot.documents, mine[0][1]), language, snapshot)
    hits = found(snapshot.documents, queries.without(queries.living(like), me), limit=_within(size)).hits
    documents = [document_at(snapshot.documents, address) for _, address in hits]
    return tuple(_suggestion(document, _shown(document, language)) for document in documents)


def _titles(words: list[str]) -> Query:
    """Return the query for titles with all the words, the last one as a beginning."""
    whole = [queries.term(schema.TITLES, word) for word in words[:-1]]
    begun = Query.fuzzy_term_query(schema.SCHEMA, schema.TITLES, words[-1], distance=0, prefix=True)
    return Query.boolean_query([(Occur.Must, each) for each in (*whole, begun)])


def _like(document: SearchDocument, language: str, snapshot: Snapshot) -> Query:
    shown = _shown(document, language)
    text = document.texts[shown]
    words = f"{text.title}\n{text.summary}\n{text.body[:_READ_AT_MOST]}"
    return Query.more_like_this_document_fields_query(
        schema.SCHEMA,
        {schema.TEXT: [analyse(words, shown)]},
        min_doc_frequency=2,
        max_doc_frequency=max(10, snapshot.documents.num_docs // 10),
        min_term_frequency=1,
        max_query_terms=_RARE_WORDS,
        min_word_length=_SHORTEST_WORD,
    )


def _within(size: int) -> int:
    return min(max(size, 1), _MOST)


def _matching(document: SearchDocument, words: list[str], reader: str) -> str:
    """Return the language of the title that has the words, the reader's if it is one of them."""
    for language in sorted(document.texts, key=lambda each: each != reader):
        if _has(document.texts[language], words):
            return language
    return _shown(document, reader)


def _has(text: DocumentText, words: list[str]) -> bool:
    title = analyse(text.title, UNDETERMINED).split()
    return set(title).issuperset(words[:-1]) and any(word.startswith(words[-1]) for word in title)


def _shown(document: SearchDocument, reader: str) -> str:
    return reader if reader in document.texts else next(iter(document.texts))


def _suggestion(document: SearchDocument, language: str) -> Suggestion:
    text = document.texts[language]
    return Suggestion(document.id, text.title, language, text.url)
