"""From a text to its tokens, and back to where they stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from functools import partial
from typing import NamedTuple

from search.analysis.folding import fold, plain
from search.analysis.scripts import WORD, is_cjk
from search.analysis.stemming import stem
from search.types import UNDETERMINED

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", UNDETERMINED)

_LONGEST_TOKEN = 60
_REMEMBERED = 200_000
"""Words a process remembers per language: about 20 MB when full."""


class Span(NamedTuple):
    """Where a token stands in a text."""

    start: int
    end: int
    token: str


class _Lexicon(dict[str, str]):
    """Word as written -> its tokens joined by blanks. A dictionary, because most words have been met before."""

    def __init__(self, token: Callable[[str], str]) -> None:
        super().__init__()
        self._token = token

    def __missing__(self, word: str) -> str:
        if is_cjk(word):
            return " ".join(_pairs(word))
        token = self._token(word)[:_LONGEST_TOKEN]
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(word) <= _LONGEST_TOKEN:
            self[word] = token
        return token


def _pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a CJK run; a lone character stands for itself."""
    return [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]


def _stemmed(language: str, word: str) -> str:
    return stem(fold(word), language)


_LEXICONS = {language: _Lexicon(partial(_stemmed, language)) for language in LANGUAGES}
_PLAIN = _Lexicon(plain)


def _lexicon(language: str) -> _Lexicon:
    return _LEXICONS.get(language, _LEXICONS[UNDETERMINED])


def raw_words(text: str) -> list[str]:
    """Return the words as written, CJK runs whole."""
    return WORD.findall(text)


def tokens_of(word: str, language: str) -> list[str]:
    """Return the tokens of one word as written: one, or the pairs of a CJK run."""
    return _lexicon(language)[word].split()


def analyse(text: str, language: str) -> str:
    """Return the tokens of a text joined by blanks; an unknown language is treated as UNDETERMINED."""
    return " ".join(map(_lexicon(language).__getitem__, WORD.findall(text)))


def plain_words(text: str) -> str:
    """Return the words of a text for a spelling dictionary: lower case, accents kept, without CJK runs."""
    return " ".join(_PLAIN[word] for word in WORD.findall(text) if not is_cjk(word))


def find(text: str, language: str, wanted: Set[str]) -> list[Span]:
    """Return where the wanted tokens stand, in order; pairs of a CJK run overlap."""
    lexicon = _lexicon(language)
    holding = {word for word in set(WORD.findall(text)) if not wanted.isdisjoint(lexicon[word].split())}
    if not holding:
        return []
    return list(_spans(text, lexicon, holding, wanted))


def _spans(text: str, lexicon: _Lexicon, holding: Set[str], wanted: Set[str]) -> Iterator[Span]:
    for match in WORD.finditer(text):
        word, start = match.group(), match.start()
        if word not in holding:
            continue
        if not is_cjk(word):
            yield Span(start, match.end(), lexicon[word])
            continue
        for at, pair in enumerate(_pairs(word)):
            if pair in wanted:
                yield Span(start + at, start + at + len(pair), pair)
