"""Values as the cells of a table: one line of text each, nothing that a spreadsheet would run."""

from __future__ import annotations

import datetime as dt
import re

from search.exports.columns import Value
from search.params import clean_text

SEPARATOR = "; "
LONGEST = 32_767
"""Characters that a cell of a workbook can hold."""
ACTIVE = re.compile(r"\s*[=+\-@＝＋－＠]")
"""How a text begins that a spreadsheet takes for a formula."""
SPLIT = re.compile(r";(?=\s*[=+\-@＝＋－＠])")
"""Where a spreadsheet whose country writes lists with semicolons would begin another cell with a formula."""


def plain(value: Value) -> str | int | dt.date | None:
    """Return several values as one text, and text on one line without control characters."""
    text = SEPARATOR.join(value) if isinstance(value, tuple) else value
    return clean_text(text) if isinstance(text, str) and not text.isprintable() else text


def harmless(value: Value) -> str | int:
    """Return a value for a file without types: an apostrophe makes words of what would be a formula."""
    cell = plain(value)
    if isinstance(cell, str):
        words = SPLIT.sub(";'", cell)
        return f"'{words}" if ACTIVE.match(words) else words
    if isinstance(cell, int):
        return cell
    return cell.isoformat() if cell else ""


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
