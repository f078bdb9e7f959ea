"""Corrections from the words in use: the nearest ones come from the index itself, so there is no dictionary to keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from elasticsearch.dsl import Search

from search.analysis import fold, plain_words, raw_words
from search.engines import spelling
from search.engines.elasticsearch import fields, queries, responses
from search.engines.elasticsearch.asking import Asking
from search.types import SearchDocument

_READ = 20
"""So many records are read to see how a word is written."""


def correct(asking: Asking, text: str, spared: frozenset[str]) -> str:
    """Return the text with its unknown words replaced by the nearest known ones; empty when nothing changes."""
    unknown = _unknown(asking, spelling.words_to_check(text, spared))
    if not unknown:
        return ""
    nearest = read_nearest(unknown, asking.search(nearest_words(unknown)))
    written = {word: _as_written(asking, found) for word, found in nearest.items()}
    return spelling.corrected(text, {word: found or word for word, found in written.items()})


def nearest_words(words: list[str]) -> dict[str, Any]:
    """Return the search for the words in use that are one or two changes away from each of these."""
    search = Search()[:0]
    for place, word in enumerate(words):
        for distance in spelling.distances(fold(word)):
            search = search.suggest(f"{place}.{distance}", fold(word), term=_term(distance))
    return search.to_dict()


def read_nearest(words: list[str], answer: Mapping[str, Any]) -> dict[str, str]:
    """Return word -> the best of the nearest words, for those that have one."""
    nearest = {word: _best(answer, place, fold(word)) for place, word in enumerate(words)}
    return {word: found for word, found in nearest.items() if found}


def _unknown(asking: Asking, words: tuple[str, ...]) -> list[str]:
    if not words:
        return []
    tokens = {word: spelling.tokens_in_any_language(word) for word in words}
    known, _documents = asking.frequencies(frozenset().union(*tokens.values()))
    return [word for word in words if not any(known.get(token) for token in tokens[word])]


def _term(distance: int) -> dict[str, Any]:
    return {
        "field": fields.SPELLINGS,
        "size": spelling.CANDIDATES,
        "sort": "frequency",
        "suggest_mode": "always",
        "max_edits": distance,
        "prefix_length": 0,
        "min_word_length": 1,
        "min_doc_freq": spelling.LEAST_FREQUENCY - 1,  # exclusive
    }


def _best(answer: Mapping[str, Any], place: int, word: str) -> str:
    for distance in spelling.distances(word):
        options = [
            (option["text"], option["freq"])
            for entry in answer["suggest"][f"{place}.{distance}"]
            for option in entry["options"]
            if spelling.is_correctable(option["text"])
        ]
        if options:
            return spelling.best(word, options)
    return ""


def _as_written(asking: Asking, folded: str) -> str:
    """Return the word as most of the records write it that have it: with its accents.

    Empty when none has it: the index also counts records that were removed.
    """
    holding = queries.narrowed(queries.term(fields.SPELLINGS, folded), [queries.ALIVE])
    found = responses.documents(asking.search(Search().query(holding)[:_READ].to_dict()))
    spellings = Counter(word for document in found for word in _words(document) if fold(word) == folded)
    return max(spellings, key=lambda word: (spellings[word], word), default="")


def _words(document: SearchDocument) -> set[str]:
    texts = (part for text in document.texts.values() for part in (text.title, text.summary, text.body))
    return plain_words(raw_words("\n".join((document.organisation, *texts))))
