"""Marks of direction in plain text: those that no language needs, and those that keep a name to itself."""

import re

TURNING = re.compile("[\u202d\u202e]")
"""They turn what follows round, letter by letter."""


def unturned(text: str) -> str:
    """Return the text without them. Marks that only hold a direction stay: Arabic with Latin words in it needs them."""
    return TURNING.sub("", text)


def isolated(text: str) -> str:
    """Keep a name within a sentence from reordering what stands beside it, as the filter of this name does in HTML."""
    return f"\u2068{text}\u2069"
