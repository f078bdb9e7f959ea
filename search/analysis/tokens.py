"""From a text to its tokens, and back to where they stand in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from functools import partial
from itertools import compress
from typing import NamedTuple

from search.analysis.folding import fold, plain
from search.analysis.scripts import WORD, is_cjk, is_whole_word
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

    def __init__(self, of_word: Callable[[str], str], of_run: Callable[[str], str]) -> None:
        super().__init__()
        self._of_word = of_word
        self._of_run = of_run

    def __missing__(self, word: str) -> str:
        if is_cjk(word):
            return self._of_run(word)
        token = self._of_word(word)[:_LONGEST_TOKEN]
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(word) <= _LONGEST_TOKEN:
            self[word] = token
        return token


def _pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a CJK run; a lone character stands for itself."""
    return [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]


def _joined_pairs(run: str) -> str:
    return " ".join(_pairs(run))


def _stemmed(language: str, word: str) -> str:
    return stem(fold(word), language)


def _nothing(run: str) -> str:
    return ""


_STEMS = {language: _Lexicon(partial(_stemmed, language), _joined_pairs) for language in LANGUAGES}
_PLAIN = _Lexicon(plain, _nothing)


def _lexicon(language: str) -> _Lexicon:
    """Return the lexicon of a language; one we have no stemmer for is treated as UNDETERMINED."""
    return _STEMS.get(language, _STEMS[UNDETERMINED])


def raw_words(text: str) -> list[str]:
    """Return the words as written, CJK runs whole."""
    return WORD.findall(text)


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words as written, each with where it begins."""
    return ((match.start(), match[0]) for match in WORD.finditer(text))


def stems(words: Iterable[str], language: str) -> str:
    """Return the tokens of raw words joined by blanks."""
    return " ".join(map(_lexicon(language).__getitem__, words))


def plain_words(words: Iterable[str]) -> set[str]:
    """Return raw words as a dictionary lists them: lower case, accents kept, without CJK runs."""
    return set(map(_PLAIN.__getitem__, words)) - {""}


def analyse(text: str, language: str) -> str:
    """Return the tokens of a text joined by blanks."""
    return stems(WORD.findall(text), language)


def tokens_of(word: str, language: str) -> list[str]:
    """Return the tokens of one raw word: one, or the pairs of a CJK run."""
    return _lexicon(language)[word].split()


def find(text: str, language: str, wanted: Set[str]) -> list[Span]:
    """Return where the wanted tokens stand, in order; pairs of a CJK run overlap."""
    holding = _holding(set(WORD.findall(text)), _lexicon(language), wanted)
    return sorted(span for word, tokens in holding for span in _spans(text, word, tokens, wanted))


def _holding(words: Set[str], lexicon: _Lexicon, wanted: Set[str]) -> list[tuple[str, str]]:
    """Return the words with a wanted token, and their tokens. Run for every hit, so without a loop of our own."""
    tokens = list(map(lexicon.__getitem__, words))
    found = list(compress(zip(words, tokens, strict=True), map(wanted.__contains__, tokens)))
    runs = [pair for pair in zip(words, tokens, strict=True) if " " in pair[1]]
    return found + [(word, pairs) for word, pairs in runs if not wanted.isdisjoint(pairs.split())]


def _spans(text: str, word: str, tokens: str, wanted: Set[str]) -> Iterator[Span]:
    """Yield the wanted tokens of one raw word wherever it stands; far quicker than reading every word again."""
    for start in _places(text, word):
        if tokens in wanted:
            yield Span(start, start + len(word), tokens)
            continue
        for at, pair in enumerate(tokens.split()):
            if pair in wanted:
                yield Span(start + at, start + at + len(pair), pair)


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where a raw word begins, leaving out where it is only part of a longer one."""
    start = text.find(word)
    while start >= 0:
        if is_whole_word(text, start, start + len(word)):
            yield start
        start = text.find(word, start + len(word))
