"""Stretches of a question in one script, and the keys of the terms that may begin at each place in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.analysis import fold, is_cjk, stems
from search.lexicon.compiling import LONGEST_RUN, LONGEST_TERM
from search.lexicon.languages import LATIN, may_be_in
from search.questions import Word

Term = tuple[int, list[tuple[str, str]]]
"""How long a term is, and its key in every language that it may be in."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words side by side, or the characters of a Chinese run."""

    places: Sequence[tuple[int, int]]
    """Where each begins and ends in the text."""
    terms: Sequence[Sequence[Term]]
    """The terms that may begin at each, the longest first."""


def pieces_of(run: Iterable[Word], latin: tuple[str, ...]) -> Iterator[Piece]:
    """Yield the pieces of words that stand together; those in the Latin script are in one of these languages."""
    for script, grouped in groupby(run, key=lambda word: may_be_in(word.text)):
        words = list(grouped)
        if is_cjk(words[0].text):
            yield from map(_of_characters, words)
        else:
            yield _of_words(words, latin if script is LATIN else script)


def _of_characters(word: Word) -> Piece:
    places = [(at, at + 1) for at in range(word.start, word.end)]
    return Piece(places, _terms({"zh": [*map(fold, word.text)]}, "", LONGEST_RUN, 2))


def _of_words(words: Sequence[Word], languages: Iterable[str]) -> Piece:
    units = {language: [stems([word.text], language) for word in words] for language in languages}
    return Piece([(word.start, word.end) for word in words], _terms(units, " ", LONGEST_TERM, 1))


def _terms(units: Mapping[str, Sequence[str]], glue: str, longest: int, shortest: int) -> list[list[Term]]:
    count = len(next(iter(units.values())))
    return [
        [
            (size, [(language, glue.join(every[at : at + size])) for language, every in units.items()])
            for size in range(min(longest, count - at), shortest - 1, -1)
        ]
        for at in range(count)
    ]
