"""How the texts of an original find those that a translation was made from: docs/explanation/translation.md.

Plain Python. `before` and `now` are the texts of one path in their order; a match names places in `before`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from cms.translations.values import normal, words

LIKENESS = 0.4
"""From here on a text counts as the other one rewritten."""


class Kind(Enum):
    KEPT = auto()
    CHANGED = auto()
    NEW = auto()


@dataclass(frozen=True, slots=True)
class Match:
    """Where a text of `now` comes from."""

    kind: Kind
    before: tuple[int, ...] = ()


NEW = Match(Kind.NEW)


def align(
    before: Sequence[str],
    now: Sequence[str],
    *,
    is_block: bool,
    same: Callable[[str], str] = normal,
) -> list[Match]:
    """Return a match for each text of `now`. `same` returns one form for all texts that say the same.

    Of a plain field, `is_block` false, a text is always the old one rewritten.
    """
    aligning = _Aligning(before, now)
    aligning.take_equal(normal)
    aligning.take_equal(same)
    if is_block:
        aligning.take_split()
        aligning.take_merged()
    aligning.take_alike(LIKENESS if is_block else 0.0)
    return [aligning.found.get(place, NEW) for place in range(len(now))]


class _Aligning:
    """Takes texts step by step; what one step has taken the next one does not see."""

    def __init__(self, before: Sequence[str], now: Sequence[str]) -> None:
        self.before, self.now = before, now
        self.left = set(range(len(before)))
        self.found: dict[int, Match] = {}

    def open(self) -> list[int]:
        return [place for place in range(len(self.now)) if place not in self.found]

    def take(self, place: int, kind: Kind, *before: int) -> None:
        self.found[place] = Match(kind, before)
        self.left.difference_update(before)

    def take_equal(self, form: Callable[[str], str]) -> None:
        waiting: dict[str, list[int]] = {}
        for place in sorted(self.left, reverse=True):
            waiting.setdefault(form(self.before[place]), []).append(place)
        for place in self.open():
            if places := waiting.get(form(self.now[place])):
                self.take(place, Kind.KEPT, places.pop())

    def take_split(self) -> None:
        for old in sorted(self.left):
            for place in _run(words(self.before[old]), self.now, self.open()):
                self.take(place, Kind.CHANGED, old)

    def take_merged(self) -> None:
        for place in self.open():
            if run := _run(words(self.now[place]), self.before, sorted(self.left)):
                self.take(place, Kind.CHANGED, *run)

    def take_alike(self, least: float) -> None:
        for _likeness, place, old in sorted(self._alike(least)):
            if place not in self.found and old in self.left:
                self.take(place, Kind.CHANGED, old)

    def _alike(self, least: float) -> Iterator[tuple[float, int, int]]:
        olds = {old: Counter(words(self.before[old])) for old in self.left}
        for place in self.open():
            new = Counter(words(self.now[place]))
            for old, counted in olds.items():
                if (likeness := _likeness(counted, new)) >= least:
                    yield -likeness, place, old


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return 0 to 1: Dice's coefficient of the words."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _run(wanted: tuple[str, ...], texts: Sequence[str], places: Sequence[int]) -> list[int]:
    """Return the leftmost two or more neighbours among these places that have together just these words."""
    counts = {place: words(texts[place]) for place in places}
    for start in places:
        run: list[int] = []
        joined: tuple[str, ...] = ()
        place = start
        while place in counts and len(joined) < len(wanted):
            run.append(place)
            joined += counts[place]
            place += 1
        if len(run) > 1 and joined == wanted:
            return run
    return []


def representatives(edits: Iterable[tuple[str, str]]) -> Callable[[str], str]:
    """Return a function that gives one form to all texts that chains of these edits (before, after) connect."""
    parents: dict[str, str] = {}

    def same(text: str) -> str:
        text = normal(text)
        while text in parents:
            text = parents[text]
        return text

    for before, after in edits:
        one, other = same(before), same(after)
        if one != other:
            parents[other] = one
    return same
