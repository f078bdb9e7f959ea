"""Several ways to say a thing, written as one line: "enseñanza | educación"."""

from __future__ import annotations

from collections.abc import Iterable

SEPARATOR = "|"


def alternatives(words: str) -> tuple[str, ...]:
    """Return the alternatives of a line in their order, each once, without stray blanks."""
    parts = (" ".join(part.split()) for part in words.replace("\n", SEPARATOR).split(SEPARATOR))
    return tuple(dict.fromkeys(filter(None, parts)))


def joined(parts: Iterable[str]) -> str:
    """Return the alternatives as one line."""
    return f" {SEPARATOR} ".join(parts)
