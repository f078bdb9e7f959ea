"""The geometry of charts drawn on the server. Whole numbers only, so that no locale can spoil an attribute."""

from collections.abc import Iterable
from dataclasses import dataclass

STEP = 10
"""Width of a column with its gap, in units of the drawing; its height is 100."""
GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    x: int
    y: int
    width: int
    height: int


def columns(heights: Iterable[int]) -> tuple[Column, ...]:
    """Return a column for each height from 0 to 100, side by side on a common ground line."""
    return tuple(
        Column(x=index * STEP, y=100 - height, width=STEP - GAP, height=height)
        for index, height in enumerate(heights)
    )


def drawing_width(count: int) -> int:
    """Return the width of a drawing of `count` columns, without the last gap."""
    return max(count * STEP - GAP, 1)
