"""Seeded choices that come out the same on every machine and every supported Python.

Only random() of the Mersenne Twister is used: its sequence is fixed by Python's documentation,
that of choice(), sample() and shuffle() is not.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def seed_of(*parts: object) -> int:
    """A 64-bit seed from any printable parts; unlike hash(), the same in every process."""
    text = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


class Draws:
    """A stream of choices that depends on nothing but the parts it was seeded with."""

    def __init__(self, *parts: object) -> None:
        self._random = random.Random(seed_of(*parts)).random  # noqa: S311  nothing secret is made here

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def below(self, limit: int) -> int:
        """0 <= n < limit."""
        return int(self._random() * limit)

    def between(self, low: int, high: int) -> int:
        """low <= n <= high."""
        return low + self.below(high - low + 1)

    def one(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """Up to count different options, in the order drawn."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def weighted(self, options: Sequence[T], cumulative: Sequence[float]) -> T:
        """One option, each as likely as its step in the running total of weights."""
        point = self._random() * cumulative[-1]
        low, high = 0, len(cumulative) - 1
        while low < high:
            middle = (low + high) // 2
            if point < cumulative[middle]:
                high = middle
            else:
                low = middle + 1
        return options[low]
