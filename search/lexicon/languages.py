"""In which languages a question may be: nobody says it, so its script and its words do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.analysis import fold, is_cjk, is_stop_word, tokens_of
from search.analysis.scripts import is_arabic, is_cyrillic
from search.lexicon.compiling import Lexicon
from search.questions import Word

LATIN = ("en", "fr", "es")


def may_be_in(word: str) -> tuple[str, ...]:
    """Return the languages that are written in the script of a word."""
    if is_cjk(word):
        return ("zh",)
    if is_arabic(word):
        return ("ar",)
    return ("ru",) if is_cyrillic(word) else LATIN


def languages_of(words: Iterable[Word], reader: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the languages among those of the Latin script that know most of these words.

    The reader's language wins a tie, unless nothing is known; several that know as many stay possible.
    """
    latin = [word.text for word in words if may_be_in(word.text) is LATIN]
    known = {language: _known(latin, language, lexicon) for language in LATIN}
    most = max(known.values())
    best = tuple(language for language in LATIN if known[language] == most)
    return (reader,) if most and reader in best else best


def _known(words: Sequence[str], language: str, lexicon: Lexicon) -> int:
    own = lexicon.words[language]
    return sum(
        is_stop_word(fold(word), language) or not own.isdisjoint(tokens_of(word, language)) for word in words
    )
