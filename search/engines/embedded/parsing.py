"""What a reader typed, taken apart: words, "phrases", -words that must be absent. Anything can be typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search.analysis import LANGUAGES, fold, is_cjk, is_stop_word, raw_words, tokens_of

_LONGEST = 1_000
_MOST_CLAUSES = 32
_PARTS = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»＂", '"'))


@dataclass(frozen=True, slots=True)
class Clause:
    """A word or phrase: it is there when one of its readings is; a reading is what one language makes of it."""

    readings: frozenset[tuple[str, ...]]

    def tokens(self) -> frozenset[str]:
        return frozenset(token for reading in self.readings for token in reading)

    def is_phrase(self) -> bool:
        return any(len(reading) > 1 for reading in self.readings)

    def loosened(self) -> Clause:
        """Return the clause that any one of its words satisfies."""
        return Clause(frozenset((token,) for token in self.tokens()))

    def in_tokens(self, present: frozenset[str]) -> bool:
        """Tell whether a text with these tokens can hold the clause (the order of a phrase is not looked at)."""
        return any(present.issuperset(reading) for reading in self.readings)


@dataclass(frozen=True, slots=True)
class Question:
    """What the words of a reader ask for."""

    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    def can_be_relaxed(self) -> bool:
        """Tell whether "any of the words" asks for less than all of them."""
        return len(self.required) > 1 or any(clause.is_phrase() for clause in self.required)

    def tokens(self) -> frozenset[str]:
        """Return every token that answers, for marking."""
        return frozenset(token for clause in self.required for token in clause.tokens())


def parse(text: str) -> Question:
    """Return the question; empty when the text holds no word at all. Never raises."""
    required: list[Clause] = []
    optional: list[Clause] = []
    excluded: list[Clause] = []
    for part in _PARTS.finditer(text[:_LONGEST].translate(_QUOTES)):
        if part["word"] is None:
            (excluded if part["minus"] else required).extend(_phrase(part["phrase"]))
        elif part["word"].startswith("-"):
            excluded.extend(_phrase(part["word"]))
        else:
            for word in raw_words(part["word"]):
                (optional if is_stop_word(fold(word)) else required).extend(_word(word))
    return Question(_few(required or ([] if excluded else optional)), _few(excluded))


def _word(word: str) -> Iterator[Clause]:
    """Yield the clause of a word, or one for each pair of a CJK run."""
    if is_cjk(word):
        yield from (Clause(frozenset({(pair,)})) for pair in tokens_of(word, "zh"))
    else:
        yield from _phrase(word)


def _phrase(text: str) -> Iterator[Clause]:
    """Yield one clause for all the words in their order; nothing when there is none."""
    words = raw_words(text)
    readings = {
        tuple(token for word in words for token in tokens_of(word, language)) for language in LANGUAGES
    }
    readings.discard(())
    if readings:
        yield Clause(frozenset(readings))


def _few(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(dict.fromkeys(clauses))[:_MOST_CLAUSES]
