"""Records offered without a search: what is read of what was typed, and what is shown."""

from __future__ import annotations

from search.analysis import analyse
from search.types import UNDETERMINED, DocumentText, SearchDocument, Suggestion

_LONGEST = 200
_MOST_WORDS = 12
_MOST = 100
_READ_AT_MOST = 20_000
READER_BOOST = 100.0
"""Added to the score of a title in the reader's language: they come before all others."""
RARE_WORDS = 12
"""So many words of a record are looked for in others."""
LEAST_RECORDS = 2
"""A word must be in so many records to lead from one to another."""
SHORTEST_WORD = 2


def within(size: int) -> int:
    return min(max(size, 1), _MOST)


def words_typed(prefix: str) -> list[str]:
    """Return the title words of what is being typed; the last one may be a beginning."""
    return analyse(prefix[:_LONGEST], UNDETERMINED).split()[:_MOST_WORDS]


def typed(document: SearchDocument, words: list[str], reader: str) -> Suggestion:
    """Return the record under the title that has the words, the reader's if it is one of them."""
    for language in sorted(document.texts, key=lambda each: each != reader):
        if _has(document.texts[language], words):
            return _suggestion(document, language)
    return neighbour(document, reader)


def neighbour(document: SearchDocument, reader: str) -> Suggestion:
    """Return the record under its title in the reader's language, else its original's."""
    return _suggestion(document, _shown(document, reader))


def words_to_compare(document: SearchDocument, reader: str) -> str:
    """Return the tokens of the record's text in the reader's language, else of its original."""
    language = _shown(document, reader)
    text = document.texts[language]
    return analyse(f"{text.title}\n{text.summary}\n{text.body[:_READ_AT_MOST]}", language)


def most_records(documents: int) -> int:
    """Return in how many records a word may be and still tell records apart."""
    return max(10, documents // 10)


def _has(text: DocumentText, words: list[str]) -> bool:
    title = analyse(text.title, UNDETERMINED).split()
    return set(title).issuperset(words[:-1]) and any(word.startswith(words[-1]) for word in title)


def _shown(document: SearchDocument, reader: str) -> str:
    return reader if reader in document.texts else next(iter(document.texts))


def _suggestion(document: SearchDocument, language: str) -> Suggestion:
    text = document.texts[language]
    return Suggestion(document.id, text.title, language, text.url)
