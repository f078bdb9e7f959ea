"""Words however they are spelt, as a regular expression: for columns of the database that are no index of search."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from search.analysis.folding import fold

LETTERS = (range(0x41, 0x250), range(0x370, 0x530), range(0x621, 0x6D4), range(0x1E00, 0x1F00))
"""Latin, Greek, Cyrillic, Arabic: where one letter is written in several ways."""
MARKS = "[\u0300-\u0305\u0307-\u036f\u0640\u064b-\u065f\u0670]*"
"""What may stand on or after a letter; not the breve, й is not и."""
LONGEST = 200
"""Signs; a title may have a few more."""


def spelt_like(words: str) -> str:
    """Return a pattern that finds these words in whatever case and with or without accents, as `fold` takes them.

    It is read alike by Python, which SQLite asks, and by PostgreSQL, and says of every letter what it may be, so that
    it does not depend on the locale of the database. What follows the first two hundred characters is not looked for.
    """
    signs = unicodedata.normalize("NFC", " ".join(words.split()))[:LONGEST]
    return "".join(map(_pattern, signs))


def _pattern(sign: str) -> str:
    if sign.isspace():
        return r"\s+"
    if sign in "'\u2019":
        return "['\u2019]"
    if re.fullmatch(MARKS, sign):
        return ""
    if not sign.isalnum():
        return re.escape(sign)
    folded = fold(sign)
    spelt = _spellings().get(folded, set()) | {sign, sign.lower(), sign.upper(), folded}
    pattern = f"[{''.join(sorted(each for each in spelt if len(each) == 1))}]"
    if len(folded) > 1:
        pattern = f"(?:{pattern}|{''.join(map(_pattern, folded))})"
    return pattern + MARKS


@cache
def _spellings() -> dict[str, set[str]]:
    """Return the signs that fold to the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for sign in _signs():
        found[fold(sign)].add(sign)
    return dict(found)


def _signs() -> Iterator[str]:
    return (chr(number) for letters in LETTERS for number in letters if chr(number).isalnum())
