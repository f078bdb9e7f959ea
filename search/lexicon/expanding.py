"""What may stand for the words of a question, in six languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from search.lexicon import dictionaries, snapshot
from search.lexicon.compiling import Lexicon
from search.lexicon.languages import languages_of
from search.lexicon.pieces import Piece, pieces_of
from search.questions import loose_words
from search.types import Equivalent, Expansion

_MOST = 20
"""Equivalents of one term: more would slow every search and add what is far-fetched."""
_MOST_IN_A_LANGUAGE = 4

Key = tuple[str, str]
"""Language and key of a term."""


def expand(text: str, language: str, lexicon: Lexicon | None = None) -> tuple[Expansion, ...]:
    """Return the terms of a question with what may stand for them, for a reader of this language.

    The longest term wins; words in quotes or behind a minus have none. The lexicon is the current one unless another
    is given, as to see what a change would do.
    """
    lexicon = lexicon or snapshot.current()
    runs = loose_words(text)
    latin = languages_of(chain(*runs), language, lexicon)
    pieces = [piece for run in runs for piece in pieces_of(run, latin)]
    meanings = _Meanings(lexicon, dictionaries.find(_dictionary_keys(pieces)))
    return tuple(chain(*(_expansions(piece, meanings) for piece in pieces)))


@dataclass(frozen=True, slots=True)
class _Meanings:
    """The lexicon and what the dictionaries have for one question."""

    lexicon: Lexicon
    dictionaries: Mapping[Key, str]

    def of(self, key: Key) -> tuple[Equivalent, ...]:
        """Return what may stand for a term; a dictionary is asked only where the lexicon knows nothing."""
        if known := self.lexicon.equivalents(*key):
            return known
        return dictionaries.meanings(self.dictionaries[key]) if key in self.dictionaries else ()


def _dictionary_keys(pieces: Iterable[Piece]) -> Iterator[Key]:
    return (key for piece in pieces for terms in piece.terms for _size, keys in terms for key in keys)


def _expansions(piece: Piece, meanings: _Meanings) -> Iterator[Expansion]:
    at = 0
    while at < len(piece.places):
        size, found = _longest(piece, at, meanings)
        if found:
            yield Expansion(piece.places[at][0], piece.places[at + size - 1][1], found)
        at += size


def _longest(piece: Piece, at: int, meanings: _Meanings) -> tuple[int, tuple[Equivalent, ...]]:
    """Return the size of the longest known term that begins here and what may stand for it; 1 where there is none."""
    for size, keys in piece.terms[at]:
        if found := [known for key in keys if (known := meanings.of(key))]:
            return size, _best(found)
    return 1, ()


def _best(found: list[tuple[Equivalent, ...]]) -> tuple[Equivalent, ...]:
    """Return the heaviest of what one or several languages know, some of every language."""
    every = found[0] if len(found) == 1 else sorted(chain(*found), key=lambda each: -each.weight)
    taken: Counter[str] = Counter()
    best: dict[tuple[str, str], Equivalent] = {}
    for each in every:
        if taken[each.language] < _MOST_IN_A_LANGUAGE and (each.language, each.words) not in best:
            taken[each.language] += 1
            best[each.language, each.words] = each
    return tuple(best.values())[:_MOST]
