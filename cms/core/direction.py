"""Marks that turn the direction of what follows round, letter by letter; no language needs them."""

import re

TURNING = re.compile("[\u202d\u202e]")


def unturned(text: str) -> str:
    """Return the text without them. Marks that only hold a direction stay: Arabic with Latin words in it needs them."""
    return TURNING.sub("", text)
