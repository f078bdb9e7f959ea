"""What of a question may be kept at all: words that many could have typed, nothing that points to somebody.

Never kept are

- an address: anything with "@", "://" or "www.", and a name with dots in it such as example.org, in whatever width;
- numbers that could be a telephone's, a passport's, a card's or a birthday's: six digits or more, with or without
  blanks and signs between them;
- what could be a password or a key: a word of eight characters or more that mixes letters and digits, and any word
  of more than thirty letters;
- a text rather than a question: more than a hundred characters or ten words;
- quotations and words to be absent: somebody's special case.

No rule knows the name of a person. Therefore nobody is shown a question that was asked only once or twice
(`questions.SHOWN_FROM`). Plain Python.
"""

from __future__ import annotations

import re
import unicodedata

from search.analysis import is_cjk, raw_words
from search.editorial.wording import LONGEST, question_key

MOST_WORDS = 10
LONGEST_WORD = 30
SHORTEST_SECRET = 8

# "。" is what a Chinese keyboard writes for a dot; between Chinese words it ends a sentence.
_ADDRESS = re.compile(r"@|://|www[.。]|\w\.\w{2,}|[a-z0-9]。[a-z]{2,}", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[\W_]*\d){5}")
_QUOTES = frozenset('"“”„«»＂')


def keepable(text: str) -> str:
    """Return the folded words of a question; empty when it is not to be kept."""
    words = raw_words(text)
    if len(words) > MOST_WORDS or any(map(_may_be_secret, words)):
        return ""
    plain = unicodedata.normalize("NFKC", text)
    if _ADDRESS.search(plain) or _NUMBER.search(plain) or _QUOTES & set(text):
        return ""
    key = question_key(text)
    return key if len(key) <= LONGEST else ""


def _may_be_secret(word: str) -> bool:
    if is_cjk(word):
        return False
    mixed = any(map(str.isdigit, word)) and any(map(str.isalpha, word))
    return len(word) > LONGEST_WORD or (mixed and len(word) >= SHORTEST_SECRET)
