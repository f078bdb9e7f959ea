"""The geometry of charts drawn on the server. Whole numbers and finished lengths, so that no locale can spoil one."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

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


LONGEST_LINE = 40
"""Characters of a label that stand in one line on the narrowest screen: SVG does not break lines."""
LINE_HEIGHT, BAR_HEIGHT, ROW_GAP = 1.35, 0.85, 0.9
LONGEST_BAR = 80
"""Percent of the width; the rest is for the number behind the bar."""


@dataclass(frozen=True, slots=True)
class TextLine:
    text: str
    y: str


@dataclass(frozen=True, slots=True)
class BarRow:
    """A label with its bar underneath and the number behind it, as wide as the drawing; lengths grow with the text."""

    y: str
    height: str
    lines: tuple[TextLine, ...]
    start: str
    """Where text begins: on the left, or on the right where the script runs from there."""
    bar_x: str
    bar_y: str
    bar_width: str
    bar_height: str
    number_x: str
    number_y: str


@dataclass(frozen=True, slots=True)
class BarDrawing:
    rows: tuple[BarRow, ...]
    height: str


def bar_drawing(bars: Iterable[tuple[str, str, float]], *, mirrored: bool) -> BarDrawing:
    """Lay out (code, label, share from 0 to 1) from top to bottom; mirrored where the script runs from the right.

    The first line of a label leaves room for the code in front of it.
    """
    rows: list[BarRow] = []
    y = 0.0
    for code, label, share in bars:
        lines = wrap(label, LONGEST_LINE, initial_indent=" " * (len(code) + 1)) or [""]
        rows.append(_bar_row(y, lines, share, mirrored))
        y += len(lines) * LINE_HEIGHT + BAR_HEIGHT + ROW_GAP
    return BarDrawing(tuple(rows), _em(y))


def _bar_row(y: float, lines: list[str], share: float, mirrored: bool) -> BarRow:
    width = max(round(share * LONGEST_BAR), 1) if share else 0
    bar_y = len(lines) * LINE_HEIGHT + ROW_GAP / 3
    return BarRow(
        y=_em(y),
        height=_em(len(lines) * LINE_HEIGHT + BAR_HEIGHT + ROW_GAP),
        lines=tuple(TextLine(text, _em((index + 0.85) * LINE_HEIGHT)) for index, text in enumerate(lines)),
        start="100%" if mirrored else "0",
        bar_x=f"{100 - width if mirrored else 0}%",
        bar_y=_em(bar_y),
        bar_width=f"{width}%",
        bar_height=_em(BAR_HEIGHT),
        number_x=f"{100 - width if mirrored else width}%",
        number_y=_em(bar_y + BAR_HEIGHT * 0.9),
    )


def _em(length: float) -> str:
    return f"{length:.2f}em"
