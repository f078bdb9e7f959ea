"""A dictionary of the words in use, kept as a second small index, and the corrections it gives."""

from __future__ import annotations

from collections.abc import Mapping

import tantivy
from tantivy import Document, Query

from search.analysis import LANGUAGES, fold, is_cjk, raw_words, tokens_of
from search.engines.embedded import schema

_WORD, _SHOWN, _FREQUENCY = "word", "shown", "frequency"
_SHORTEST, _LONGEST = 4, 30
_LONG = 6
"""From this length on a word may be two changes away."""
_LEAST_FREQUENCY = 2
"""A word that one record has is as likely a mistake as a correction."""
_MOST_WORDS = 8
_CANDIDATES = 20


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
    corrected = text
    for word in dict.fromkeys(raw_words(text)[:_MOST_WORDS]):
        if word not in spared and _correctable(word) and not _is_known(word, documents):
            nearest = _nearest(fold(word), words)
            corrected = corrected.replace(word, nearest or word)
    return corrected if corrected != text else ""


def _dictionary(documents: tantivy.Searcher) -> Mapping[str, tuple[str, int]]:
    """Return folded word -> its most frequent spelling and that one's frequency."""
    found: dict[str, tuple[str, int]] = {}
    for shown, frequency in documents.terms_with_prefix(schema.SPELLINGS, ""):
        if frequency < _LEAST_FREQUENCY:
            break  # the terms come most frequent first
        if _correctable(shown):
            found.setdefault(fold(shown), (shown, frequency))
    return found


def _correctable(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and not word[0].isdigit() and not is_cjk(word)


def _is_known(word: str, documents: tantivy.Searcher) -> bool:
    tokens = {token for language in LANGUAGES for token in tokens_of(word, language)}
    return any(documents.doc_freq(schema.TEXT, token) for token in tokens)


def _nearest(word: str, words: tantivy.Searcher) -> str:
    """Return the known word the fewest changes away; among equals first letter and frequency decide."""
    for distance in (1, 2) if len(word) >= _LONG else (1,):
        query = Query.fuzzy_term_query(SCHEMA, _WORD, word, distance=distance)
        hits = words.search(query, limit=_CANDIDATES, count=False, order_by_field=_FREQUENCY).hits
        found = [(str(words.doc(address).get_first(_SHOWN)), frequency) for frequency, address in hits]
        if found:
            return max(found, key=lambda each: (fold(each[0])[0] == word[0], each[1], each[0]))[0]
    return ""
