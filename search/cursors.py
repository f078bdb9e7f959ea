"""Where a page of results ended, as an opaque text."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from search.engines.base import StaleCursor, UnknownCursor
from search.types import Sort

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last record of a page: its sort key, or for relevance the number of records before the next page."""

    generation: str
    sort: Sort
    key: str

    def number(self) -> int:
        """Return the key of a numeric order; raises StaleCursor when it is none."""
        if not (self.key.isascii() and self.key.isdigit() and int(self.key) < 2**64):
            raise StaleCursor("The cursor does not name a place in this order.")
        return int(self.key)


def encode(cursor: Cursor) -> str:
    words = "\n".join((cursor.generation, cursor.sort.value, cursor.key))
    return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")


def decode(text: str, generation: str, sort: Sort) -> Cursor:
    """Return the cursor; raises StaleCursor unless it is one of this generation and order."""
    try:
        padded = text[:_LONGEST] + "=" * (-len(text[:_LONGEST]) % 4)
        words = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError) as error:
        raise UnknownCursor("The cursor is not one of ours.") from error
    found = words.split("\n", 2)
    if len(found) != 3:
        raise UnknownCursor("The cursor is not one of ours.")
    if found[:2] != [generation, sort.value]:
        raise StaleCursor("The cursor belongs to another generation or order.")
    return Cursor(generation, sort, found[2])
