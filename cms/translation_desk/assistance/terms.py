"""Terms of the glossary and of the vocabularies in a segment, with the words approved in the other language.

The glossary was made for search and has every-day words too. A term here is what has two words that mean something
(Chinese: four characters), an abbreviation, or a name that is the label of a vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.translation_desk.assistance.problem import Kind, Problem, warns
from cms.translation_desk.assistance.texts import plain_text
from search import lexicon
from search.analysis import analyse, fold, is_cjk, is_stop_word, stems, words_in
from search.lexicon.compiling import LONGEST_RUN, LONGEST_TERM, Concept

WORDS_OF_A_TERM = 2
CHARACTERS_OF_A_TERM = 4
FAMILY = 4
"""Letters that stems of one family begin with."""


@dataclass(frozen=True, slots=True)
class TermFound:
    """A term in the plain text of a segment."""

    start: int
    end: int
    word: str
    """As the text has it."""
    approved: tuple[str, ...]
    """What stands for it in the other language, the commonest first."""
    used: bool
    """Whether the translation has one of these, or an inflected form."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words side by side that may be a term."""

    start: int
    end: int
    key: str
    size: int


def terms_in(source: str, source_language: str, language: str, target: str = "") -> list[TermFound]:
    """Return the terms of a segment for which the glossary has words in the language, in their order.

    Both texts are HTML. Where terms overlap the longest one counts, of equals the first.
    """
    text = plain_text(source)
    present = set(analyse(plain_text(target), language).split())
    found = []
    for place, meanings in _longest(text, source_language):
        word = text[place.start : place.end]
        terms = [each for each in meanings if _is_term(word, place.key, source_language, each)]
        approved = _approved(terms, language)
        if approved:
            used = any(_is_used(words, language, present) for words in approved)
            found.append(TermFound(place.start, place.end, word, approved, used))
    return found


def term_problems(found: Iterable[TermFound]) -> list[Problem]:
    """Return a warning for each term whose approved words the translation lacks."""
    message = _(
        "For “%(word)s” the glossary has %(approved)s. Use it, unless the sentence says it otherwise."
    )
    missing = {term.word.lower(): term for term in found if not term.used}
    return [
        warns(Kind.TERM, message, word=term.word, approved=" | ".join(term.approved))
        for term in missing.values()
    ]


def marked_terms(source_html: str, found: Sequence[TermFound]) -> SafeString:
    """Return the plain text of a segment with each term in <mark>, its approved words as the title."""
    text, at = plain_text(source_html), 0
    parts: list[tuple[str]] = []
    for term in found:
        mark = format_html('<mark title="{}">{}</mark>', " | ".join(term.approved), term.word)
        parts += [(text[at : term.start],), (mark,)]
        at = term.end
    return format_html_join("", "{}", [*parts, (text[at:],)])


def _longest(text: str, language: str) -> Iterator[tuple[Place, Sequence[Concept]]]:
    known = lexicon.current().terms.get(language, {})
    end = 0
    for places in _places(text, language):
        place = next((each for each in places if each.key in known), None)
        if place and place.start >= end:
            yield place, known[place.key]
            end = place.end


def _places(text: str, language: str) -> Iterator[list[Place]]:
    """Yield what may be a term from each place on, the longest first."""
    units = list(_units(text, language))
    glue, longest = ("", LONGEST_RUN) if language == "zh" else (" ", LONGEST_TERM)
    for first in range(len(units)):
        run = units[first : first + longest]
        yield [
            Place(run[0][0], run[size - 1][1], glue.join(key for _start, _end, key in run[:size]), size)
            for size in range(len(run), 0, -1)
        ]


def _units(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each word, or Chinese character, begins and ends, and the form that a term has of it."""
    for start, word in words_in(text):
        if language != "zh":
            yield start, start + len(word), stems([word], language)
        elif is_cjk(word):
            yield from ((start + at, start + at + 1, fold(sign)) for at, sign in enumerate(word))


def _approved(meanings: Iterable[Concept], language: str) -> tuple[str, ...]:
    every = [each for meaning in meanings for each in meaning.renderings if each.language == language]
    ordered = sorted(every, key=lambda each: each.place)
    return tuple({each.words.lower(): each.words for each in reversed(ordered)}.values())[::-1]


def _is_term(word: str, key: str, language: str, meaning: Concept) -> bool:
    """Whether words that the lexicon knows are a term, and no word of every day in one of the languages."""
    if meaning.origin is lexicon.Origin.VOCABULARY and word[0].isupper():
        return True
    own = [each.key for each in meaning.renderings if each.language == language]
    is_common = _is_abbreviation(word) or (_is_compound(word) and own[0] == key)
    headword = meaning.renderings[0].words
    return is_common and (_is_compound(headword) or _is_abbreviation(headword))


def _is_compound(words: str) -> bool:
    if is_cjk(words[0]):
        return len(words) >= CHARACTERS_OF_A_TERM
    telling = [word for _start, word in words_in(words) if not is_stop_word(fold(word))]
    return len(telling) >= WORDS_OF_A_TERM


def _is_abbreviation(words: str) -> bool:
    return len(words) > 1 and words.rstrip("s").isupper()


def _is_used(words: str, language: str, present: set[str]) -> bool:
    """Whether a text with these tokens has one of the words that mean something, or one of its family."""
    if language == "zh":
        signs = [sign for sign in words if is_cjk(sign)]
        return 5 * sum(any(sign in pair for pair in present) for sign in signs) >= 2 * max(len(signs), 1)
    tokens = [token for token in analyse(words, language).split() if not is_stop_word(token)]
    return any(_are_of_one_family(token, other) for token in tokens for other in present)


def _are_of_one_family(one: str, other: str) -> bool:
    return one == other or (len(one) >= FAMILY and (one[:FAMILY] == other[:FAMILY] or one in other))
