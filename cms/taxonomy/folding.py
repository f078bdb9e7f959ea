"""The one spelling-blind form in which names of countries and organisations are compared."""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "&": " and "}
)
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´′]")
_SEPARATORS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return `text` without case, accents, apostrophes and punctuation, its words separated by one blank.

    Empty when the text holds no letter and no digit. Folding twice changes nothing.

    >>> fold("  Côte d’Ivoire (République de) ")
    'cote divoire republique de'
    """
    bare = _without_marks(_APOSTROPHES.sub("", text)).casefold().translate(_LETTERS)
    return _SEPARATORS.sub(" ", _without_marks(bare)).strip()


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))
