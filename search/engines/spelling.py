"""Which words of a question are corrected, and which of the words in use is the nearest."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice

from search.analysis import LANGUAGES, fold, is_cjk, tokens_of, words_in
from search.types import Expansion

_SHORTEST, _LONGEST = 4, 30
_LONG = 6
"""From this length on a word may be two changes away."""
_MOST_WORDS = 8
LEAST_FREQUENCY = 2
"""A word that one record has is as likely a mistake as a correction."""
CANDIDATES = 20
"""So many of the nearest words are compared, the most frequent ones."""


def is_correctable(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and not word[0].isdigit() and not is_cjk(word)


def words_to_check(text: str, spared: frozenset[str]) -> tuple[str, ...]:
    """Return the different words of a text that may be mistakes, as written."""
    words = dict.fromkeys(word for _start, word in islice(words_in(text), _MOST_WORDS))
    return tuple(word for word in words if word not in spared and is_correctable(word))


def tokens_in_any_language(word: str) -> frozenset[str]:
    """Return what the word may be in the index; it is known when one of these is there."""
    return frozenset(token for language in LANGUAGES for token in tokens_of(word, language))


def distances(word: str) -> tuple[int, ...]:
    """Return how many changes away a correction is looked for, nearest first."""
    return (1, 2) if len(word) >= _LONG else (1,)


def best(word: str, found: Iterable[tuple[str, int]]) -> str:
    """Return the best of some (word, frequency) equally far away: the first letter decides, then frequency.

    Empty when there is none.
    """
    return max(found, key=lambda each: (fold(each[0])[0] == word[0], each[1], each[0]), default=("", 0))[0]


def corrected(text: str, corrections: Mapping[str, str]) -> str:
    """Return the text with the words replaced, each by one word; empty when nothing changes."""
    better: list[str] = []
    end = 0
    for start, word in words_in(text):
        better += text[end:start], corrections.get(word, word)
        end = start + len(word)
    whole = "".join((*better, text[end:]))
    return whole if whole != text else ""


def moved(expansions: Iterable[Expansion], text: str, better: str) -> tuple[Expansion, ...]:
    """Return the expansions of a text where their words, which were spared, stand in the corrected one."""
    starts, new_starts = ([start for start, _word in words_in(each)] for each in (text, better))
    words = ((bisect(starts, each.start) - 1, each) for each in expansions)
    return tuple(_shifted(each, new_starts[word] - starts[word]) for word, each in words)


def _shifted(expansion: Expansion, by: int) -> Expansion:
    return replace(expansion, start=expansion.start + by, end=expansion.end + by)
