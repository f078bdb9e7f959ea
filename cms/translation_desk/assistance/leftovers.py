"""Words of the original that stand in a translation as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from cms.translation_desk.assistance.problem import Kind, Problem, warns
from cms.translation_desk.assistance.typography import SCRIPT_OF, SCRIPTS
from cms.translations.values import HAN, words

SENTENCE = re.compile(r"(?<=[.!?\u2026\u061f])\s+|(?<=[。！？])|\n")
LATIN = re.compile(r"[{Latin}]++(?:['\u2019-][{Latin}]++)*+".format(**SCRIPTS))
WORDS_OF_A_TEXT, WORDS_OF_A_PART = 3, 4
"""Fewer are often a name, or the same in both languages."""
WIDEST_GAP = 3
"""Signs and blanks between two words of one run."""
SHOWN = 60


def untranslated(source: str, target: str, language: str) -> Iterator[Problem]:
    """A translation that is the original, or has a sentence of it; in another script, some words in a row.

    Both are plain text without what is never translated. Names, which begin with capitals, may stay.
    """
    if words(source) == words(target):
        letters = re.findall(rf"[{HAN}]|[^\W\d_{HAN}]+", source)
        if len(letters) >= WORDS_OF_A_TEXT and not all(_is_name(word) for word in letters):
            message = _(
                "These are the words of the original. Translate them, unless they are to stay as they are."
            )
            yield warns(Kind.UNTRANSLATED, message)
    elif left := _left_in_another_script(source, target, language) or _left_sentence(source, target):
        message = _(
            "These words of the original are not translated: “%(found)s”. Translate them, unless they are to stay."
        )
        yield warns(
            Kind.UNTRANSLATED, message, found=left if len(left) <= SHOWN else f"{left[:SHOWN].rstrip()}…"
        )


def _is_name(word: str) -> bool:
    return word[0].isupper()


def _left_sentence(source: str, target: str) -> str:
    """Return the first sentence of the target that is one of the source's."""
    theirs = {words(sentence) for sentence in SENTENCE.split(source)}
    for sentence in SENTENCE.split(target):
        said = words(sentence)
        if (
            len(said) >= WORDS_OF_A_PART
            and said in theirs
            and not _is_title(re.findall(r"[^\W\d_]+", sentence))
        ):
            return sentence.strip()
    return ""


def _left_in_another_script(source: str, target: str, language: str) -> str:
    """Return the first run of Latin words in a text of another script of which some in a row are the source's."""
    if language not in SCRIPT_OF:
        return ""
    theirs = set(_windows(LATIN.findall(source.lower())))
    for run in _runs(target):
        said = [match[0] for match in run]
        if not _is_title(said) and not theirs.isdisjoint(_windows([word.lower() for word in said])):
            return target[run[0].start() : run[-1].end()]
    return ""


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the Latin words that stand beside each other, with nothing but a few signs between them."""
    found = list(LATIN.finditer(text))
    run = found[:1]
    for before, match in pairwise(found):
        gap = text[before.end() : match.start()]
        if len(gap) > WIDEST_GAP or re.search(r"\w", gap):
            yield run
            run = []
        run.append(match)
    yield run


def _windows(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(said[place : place + WORDS_OF_A_PART]) for place in range(len(said) - WORDS_OF_A_PART + 1))


def _is_title(said: Sequence[str]) -> bool:
    """Whether all but the small words begin with capitals: World Summit on the Information Society."""
    return all(_is_name(word) or len(word) <= WORDS_OF_A_TEXT for word in said)
