"""Stretches of a question in one script, and the keys of the terms that may begin at each place in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from search.analysis import fold, is_cjk, stems
from search.lexicon.compiling import LONGEST_RUN, LONGEST_TERM
from search.lexicon.languages import LATIN, may_be_in
from search.questions import Word


@dataclass(frozen=True, slots=True)
class Piece:
    """Words side by side, or the characters of a Chinese run."""

    places: Sequence[tuple[int, int]]
    """Where each begins and ends in the text."""
    units: Mapping[str, Sequence[str]]
    """Language that the piece may be in -> what keys are joined of."""
    glue: str
    longest: int
    shortest: int

    def keys(self, at: int, longest: int = LONGEST_RUN) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        """Yield the size of each term that may begin here, longest first, with its key in every language."""
        most = min(self.longest, longest, len(self.places) - at)
        for size in range(most, self.shortest - 1, -1):
            yield size, [(each, self.glue.join(units[at : at + size])) for each, units in self.units.items()]


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
    return Piece(places, {"zh": [*map(fold, word.text)]}, "", LONGEST_RUN, 2)


def _of_words(words: Sequence[Word], languages: Iterable[str]) -> Piece:
    units = {language: [stems([word.text], language) for word in words] for language in languages}
    return Piece([(word.start, word.end) for word in words], units, " ", LONGEST_TERM, 1)
