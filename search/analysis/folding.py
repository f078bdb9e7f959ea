"""Spellings that count as the same word: case, accents, widths, apostrophes."""

from __future__ import annotations

import re
import unicodedata

from search.analysis.scripts import WORD, is_arabic, is_cyrillic

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_ARABIC_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)  # fmt: skip
_ARABIC_SIGNS = re.compile("[\u0640\u064b-\u065f\u0670]")
_STRESS = str.maketrans({"\u0300": None, "\u0301": None, "ё": "е"})
_ELISION = re.compile("^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)")


def plain(word: str) -> str:
    """Return the word as a dictionary would list it: lower case, accents kept, "l’École" as "école"."""
    lowered = "".join(unicodedata.normalize("NFKC", word).lower().split())
    return lowered if lowered.isalpha() else _without_apostrophes(lowered.replace("\u2019", "'"))


def fold(word: str) -> str:
    """Return the word without what people leave out when they type: "École" and "ecole" become one.

    Letters that are letters of their own stay: й is not и.
    """
    lowered = plain(word)
    if lowered.isascii():
        return lowered
    if is_cyrillic(lowered):
        return lowered.translate(_STRESS)
    if is_arabic(lowered):
        return _ARABIC_SIGNS.sub("", lowered).translate(_ARABIC_LETTERS)
    return _without_accents(lowered.translate(_LIGATURES))


def fold_title(title: str) -> str:
    """Return the key that titles are ordered by: folded words, without the signs between them."""
    return " ".join(map(fold, WORD.findall(title)))


def _without_accents(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    bare = "".join(sign for sign in decomposed if not "\u0300" <= sign <= "\u036f")
    return unicodedata.normalize("NFC", bare)


def _without_apostrophes(word: str) -> str:
    """Take off elision and possessive: l'école is école, children's is children, o'brien is obrien."""
    return _ELISION.sub("", word).removesuffix("'s").replace("'", "")
