"""A dictionary of the words in use, kept as a second small index, and the corrections it gives."""

from __future__ import annotations

from collections.abc import Mapping

import tantivy
from tantivy import Document, Query

from search.analysis import fold
from search.engines import spelling
from search.engines.embedded import schema

_WORD, _SHOWN, _FREQUENCY = "word", "shown", "frequency"


def _build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_WORD, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(_SHOWN, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(_FREQUENCY, fast=True)
    return builder.build()


SCHEMA = _build()


def fill(writer: tantivy.IndexWriter, documents: tantivy.Searcher) -> None:
    """Replace the dictionary by the words of these documents, without committing."""
    writer.delete_all_documents()
    for folded, (shown, frequency) in _dictionary(documents).items():
        entry = {_WORD: folded, _SHOWN: shown, _FREQUENCY: frequency}
        writer.add_document(Document.from_dict(entry, SCHEMA))


def correct(text: str, spared: frozenset[str], words: tantivy.Searcher, documents: tantivy.Searcher) -> str:
    """Return the text with its unknown words replaced by the nearest known ones; empty when nothing changes."""
    unknown = (word for word in spelling.words_to_check(text, spared) if not _is_known(word, documents))
    nearest = {word: _nearest(fold(word), words, documents) or word for word in unknown}
    return spelling.corrected(text, nearest)


def _dictionary(documents: tantivy.Searcher) -> Mapping[str, tuple[str, int]]:
    """Return folded word -> its most frequent spelling and that one's frequency."""
    found: dict[str, tuple[str, int]] = {}
    for shown, frequency in documents.terms_with_prefix(schema.SPELLINGS, ""):
        if frequency < spelling.LEAST_FREQUENCY:
            break  # the terms come most frequent first
        if spelling.is_correctable(shown):
            found.setdefault(fold(shown), (shown, frequency))
    return found


def _is_known(word: str, documents: tantivy.Searcher) -> bool:
    return any(documents.doc_freq(schema.TEXT, token) for token in spelling.tokens_in_any_language(word))


def _nearest(word: str, words: tantivy.Searcher, documents: tantivy.Searcher) -> str:
    """Return the word in use the fewest changes away, empty when there is none."""
    for distance in spelling.distances(word):
        query = Query.fuzzy_term_query(SCHEMA, _WORD, word, distance=distance)
        hits = words.search(query, limit=spelling.CANDIDATES, count=False, order_by_field=_FREQUENCY).hits
        known = [(str(words.doc(address).get_first(_SHOWN)), frequency) for frequency, address in hits]
        if found := [each for each in known if _is_in_use(each[0], documents)]:
            return spelling.best(word, found)
    return ""


def _is_in_use(word: str, documents: tantivy.Searcher) -> bool:
    """Tell whether records have the word; the dictionary also has those of records that were removed since."""
    query = Query.term_query(schema.SCHEMA, schema.SPELLINGS, word, "basic")
    return bool(documents.search(query, limit=1).hits)
