"""From an inflected word to what its forms share, per language."""

from __future__ import annotations

from collections.abc import Callable

import Stemmer

from search.analysis.scripts import is_arabic, is_cyrillic

_SNOWBALL = {
    language: Stemmer.Stemmer(name, 0)
    for language, name in (("en", "english"), ("fr", "french"), ("es", "spanish"), ("ru", "russian"))
}
"""Without a cache of their own: search.analysis.tokens keeps the results."""

_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
_ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_ARABIC_AND = "و"


def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; a word in another script than the language's stays as it is."""
    stemmer = _STEMMERS.get(language)
    return stemmer(word) if stemmer else word


def _latin(language: str) -> Callable[[str], str]:
    snowball = _SNOWBALL[language]

    def stem_latin(word: str) -> str:
        if not word.isascii() and (is_arabic(word) or is_cyrillic(word)):
            return word
        return str(snowball.stemWord(word))

    return stem_latin


def _russian(word: str) -> str:
    return str(_SNOWBALL["ru"].stemWord(word)) if is_cyrillic(word) else word


def _arabic(word: str) -> str:
    """Light stemming (light10 of Larkey et al.): article, conjunction and common endings off, patterns kept."""
    return _without_arabic_suffixes(_without_arabic_prefix(word)) if is_arabic(word) else word


def _without_arabic_prefix(word: str) -> str:
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + 2:
            return word[len(prefix) :]
    return word[1:] if word.startswith(_ARABIC_AND) and len(word) >= 4 else word


def _without_arabic_suffixes(word: str) -> str:
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            word = word[: -len(suffix)]
    return word


_STEMMERS: dict[str, Callable[[str], str]] = {
    "en": _latin("en"),
    "fr": _latin("fr"),
    "es": _latin("es"),
    "ru": _russian,
    "ar": _arabic,
}
