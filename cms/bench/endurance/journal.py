"""What was acknowledged: one line of JSON for each change, written once its transaction is over."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

LETTERS = "bcdfghjklm"


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is public since this moment under a word no other has ever had, or is no longer."""

    id: str
    word: str
    """Empty when the record was taken offline."""
    at: float
    """Seconds since the epoch."""

    def line(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Expected:
    """What a search for each word must find."""

    found: dict[str, str]
    """Word -> the record that has it now."""
    gone: frozenset[str]
    """Words that no public record has any more."""


def word(number: int) -> str:
    """Return a word like no other, which no stemmer shortens and no spelling corrects to another."""
    digits = "".join(LETTERS[int(digit)] for digit in f"{number:07d}")
    return f"qx{digits}qx"


def read(lines: Iterable[str]) -> list[Change]:
    return [Change(**json.loads(line)) for line in lines]


def expected(changes: Iterable[Change]) -> Expected:
    """Return what must be found once all of it has reached the index."""
    last: dict[str, str] = {}
    words: set[str] = set()
    for change in changes:
        last[change.id] = change.word
        words.add(change.word)
    found = {word: id for id, word in last.items() if word}
    return Expected(found, frozenset(words - found.keys() - {""}))
