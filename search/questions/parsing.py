"""What a reader typed, taken apart: words, "phrases", -words that must be absent. Anything can be typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from search.analysis import LANGUAGES, fold, is_cjk, is_stop_word, raw_words, tokens_of, words_in
from search.types import Expansion

_LONGEST = 1_000
_MOST_CLAUSES = 48
_MOST_EQUIVALENTS = 24
_LOOSENED = 2
"""Times that equivalents count more where any of the words will do.

Nothing has all the words then, and most of them in another language are worth more than a few of them by chance.
"""
_PARTS = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("“”„«»＂", '"'))

Reading = tuple[str, ...]
"""What one language makes of a word or phrase: its tokens, in their order."""


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A reading of other words that may stand for those of a clause."""

    reading: Reading
    weight: float
    """How far it counts; once pooled, what its score is multiplied by."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that count as one: it is there when all of them are, or one of their equivalents.

    A word or phrase is there when one of its readings is.
    """

    words: tuple[frozenset[Reading], ...]
    equivalents: tuple[Equivalent, ...] = ()

    def readings(self) -> frozenset[Reading]:
        """Return what answers, for marking: the reader's words each alone, those that stand for them whole."""
        own = ((token,) for word in self.words for reading in word for token in reading)
        return frozenset((*own, *(other.reading for other in self.equivalents)))

    def is_phrase(self) -> bool:
        return any(len(reading) > 1 for word in self.words for reading in word)

    def loosened(self) -> Clause:
        """Return the clause in which any one word of a phrase stands for the phrase, and equivalents count more."""
        words = (frozenset((token,) for reading in word for token in reading) for word in self.words)
        others = (replace(other, weight=_LOOSENED * other.weight) for other in self.equivalents)
        return replace(self, words=tuple(words), equivalents=tuple(others))

    def in_tokens(self, present: frozenset[str]) -> bool:
        """Tell whether a text with these tokens can hold the clause (the order of a phrase is not looked at)."""
        return all(any(map(present.issuperset, word)) for word in self.words) or any(
            present.issuperset(other.reading) for other in self.equivalents
        )


@dataclass(frozen=True, slots=True)
class Question:
    """What the words of a reader ask for."""

    required: tuple[Clause, ...] = ()
    excluded: tuple[Clause, ...] = ()
    preferred: tuple[Clause, ...] = ()
    """Not asked for, but better when there: two words of Chinese side by side."""
    enough: int = 0
    """So many of the clauses answer too where their equivalents are there; none when 0."""

    def __bool__(self) -> bool:
        return bool(self.required or self.excluded)

    def can_be_relaxed(self) -> bool:
        """Tell whether "any of the words" asks for less than all of them."""
        words = sum(len(clause.words) for clause in self.required)
        return words > 1 or any(clause.is_phrase() for clause in self.required)

    def readings(self) -> frozenset[Reading]:
        return frozenset(reading for clause in self.required for reading in clause.readings())

    def tokens(self) -> frozenset[str]:
        return frozenset(token for reading in self.readings() for token in reading)

    def has_equivalents(self) -> bool:
        return any(clause.equivalents for clause in self.required)

    def widened(self) -> Question | None:
        """Return the question that half of three or more clauses answer too, in other words; None where none can.

        No translation hits every word, so one that asks for all of them would find next to nothing.
        """
        enough = (len(self.required) + 1) // 2
        expanded = sum(bool(clause.equivalents) for clause in self.required)
        return replace(self, enough=enough) if 2 <= enough <= expanded else None


def parse(text: str, expansions: Sequence[Expansion] = ()) -> Question:
    """Return the question; empty when the text holds no word at all. Never raises.

    An expansion applies to words outside quotes and without a minus; one that overlaps an earlier one is left out.
    """
    required: list[Clause] = []
    excluded: list[Clause] = []
    loose: list[_Found] = []
    for part in _parts(text):
        if part["word"] is None:
            (excluded if part["minus"] else required).extend(_phrase(part["phrase"]))
        elif part["word"].startswith("-"):
            excluded.extend(_phrase(part["word"]))
        else:
            loose.extend(_found(part["word"], part.start("word")))
    grouped, preferred = _grouped(loose, expansions)
    meant = [clause for clause, is_stop in grouped if not is_stop]
    required += meant
    if not (required or excluded):
        required = [clause for clause, _is_stop in grouped]
    return Question(_few(required), _few(excluded), _few(preferred))


class Word(NamedTuple):
    """A word as typed and where it stands in the text."""

    start: int
    end: int
    text: str


def loose_words(text: str) -> list[list[Word]]:
    """Return the words outside quotes and without a minus, those between which nothing else stands together."""
    runs: list[list[Word]] = [[]]
    for part in _parts(text):
        if part["word"] is None or part["word"].startswith("-"):
            runs.append([])
        else:
            offset = part.start("word")
            runs[-1] += (
                Word(offset + at, offset + at + len(word), word) for at, word in words_in(part["word"])
            )
    return [run for run in runs if run]


def _parts(text: str) -> Iterator[re.Match[str]]:
    return _PARTS.finditer(text[:_LONGEST].translate(_QUOTES))


@dataclass(frozen=True, slots=True)
class _Found:
    """A word, or a pair of a CJK run, and where it stands in the text."""

    start: int
    end: int
    readings: frozenset[Reading]
    is_stop: bool = False
    is_pair: bool = False


def _found(part: str, offset: int) -> Iterator[_Found]:
    for start, word in words_in(part):
        at = offset + start
        if is_cjk(word):
            pairs = tokens_of(word, "zh")
            yield from (
                _Found(at + n, at + n + len(pair), frozenset({(pair,)}), is_pair=True)
                for n, pair in enumerate(pairs)
            )
        else:
            yield _Found(at, at + len(word), _readings(word), is_stop_word(fold(word)))


def _grouped(
    loose: Sequence[_Found], expansions: Sequence[Expansion]
) -> tuple[list[tuple[Clause, bool]], list[Clause]]:
    """Return the clauses in their order, each with whether it means nothing by itself, and those only preferred."""
    clauses: list[tuple[Clause, bool]] = []
    preferred: list[Clause] = []
    rest = list(loose)
    for expansion in _without_overlaps(expansions):
        before = [found for found in rest if found.start < expansion.start]
        inside = [found for found in rest if found.start >= expansion.start and found.end <= expansion.end]
        rest = [found for found in rest if found.end > expansion.end]
        _add_loose(before, expansion.start, clauses, preferred)
        words = [found for found in inside if not found.is_stop] or inside
        if words:
            clauses.append((_clause(words, expansion), False))
            crossing = [found for found in rest if found.is_pair and found.start < expansion.end]
            preferred += (Clause((found.readings,)) for found in crossing)
            rest = [found for found in rest if found not in crossing]
    _add_loose(rest, _LONGEST, clauses, preferred)
    return clauses, preferred


def _add_loose(
    found: Iterable[_Found], end: int, clauses: list[tuple[Clause, bool]], preferred: list[Clause]
) -> None:
    """Add words that have no equivalents; a pair that runs into a word that has some is only preferred."""
    for each in found:
        clause = Clause((each.readings,))
        if each.is_pair and each.end > end:
            preferred.append(clause)
        else:
            clauses.append((clause, each.is_stop))


def _clause(words: Iterable[_Found], expansion: Expansion) -> Clause:
    own = tuple(dict.fromkeys(found.readings for found in words))
    weights: dict[Reading, float] = {}
    for other in expansion.equivalents:
        reading = reading_of(other.words, other.language)
        if reading and frozenset({reading}) not in own:
            weights[reading] = max(weights.get(reading, 0.0), other.weight)
    heaviest = sorted(weights.items(), key=lambda pair: -pair[1])[:_MOST_EQUIVALENTS]
    return Clause(own, tuple(Equivalent(reading, weight) for reading, weight in heaviest))


def _without_overlaps(expansions: Iterable[Expansion]) -> Iterator[Expansion]:
    end = -1
    for expansion in sorted(expansions, key=lambda each: (each.start, -each.end)):
        if expansion.start >= end and expansion.start < expansion.end:
            end = expansion.end
            yield expansion


def _phrase(text: str) -> Iterator[Clause]:
    """Yield one clause for all the words in their order; nothing when there is none."""
    readings = _readings(text)
    if readings:
        yield Clause((readings,))


def _readings(text: str) -> frozenset[Reading]:
    return frozenset(filter(None, (reading_of(text, language) for language in LANGUAGES)))


def reading_of(text: str, language: str) -> Reading:
    """Return what a language makes of a text; empty when it holds no word."""
    return tuple(token for word in raw_words(text) for token in tokens_of(word, language))


def _few(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(dict.fromkeys(clauses))[:_MOST_CLAUSES]
