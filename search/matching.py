"""Whether a document answers a question, and how well: what an engine does, for a document at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.analysis import analyse
from search.questions import Clause, Question
from search.types import UNDETERMINED, SearchDocument

TITLE = 3.0
"""Times that a word counts which is in a title."""


def score(question: Question, document: SearchDocument) -> float:
    """Return 0 where a word is missing or one is there that must not be, else more for each word in a title.

    Without words in the question every document answers alike, with 1.
    """
    if not question:
        return 1.0
    titles = _titles(document)
    passages = [*titles, *_others(document)]
    if any(_holds(clause, passages) for clause in question.excluded):
        return 0.0
    if not all(_holds(clause, passages) for clause in question.required):
        return 0.0
    return 1.0 + sum(TITLE if _holds(clause, titles) else 1.0 for clause in question.required)


def _titles(document: SearchDocument) -> list[str]:
    return [_tokens(text.title, language) for language, text in document.texts.items()]


def _others(document: SearchDocument) -> list[str]:
    return [
        *(_tokens(text.summary, language) for language, text in document.texts.items()),
        *(_tokens(text.body, language) for language, text in document.texts.items()),
        *(_tokens(document.organisation, language) for language in (UNDETERMINED, *document.texts)),
        _tokens(document.id, UNDETERMINED),
    ]


def _tokens(text: str, language: str) -> str:
    """Return the tokens of a text with a blank around each, so that a phrase can be looked for as a whole."""
    return f" {analyse(text, language)} "


def _holds(clause: Clause, passages: Sequence[str]) -> bool:
    return all(any(_has(reading, passages) for reading in word) for word in clause.words)


def _has(reading: Iterable[str], passages: Sequence[str]) -> bool:
    phrase = f" {' '.join(reading)} "
    return any(phrase in passage for passage in passages)
