"""Whether a translation of a segment lost, added or forgot something that can be told without understanding it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from cms.translation_desk.assistance import typography
from cms.translation_desk.assistance.leftovers import untranslated
from cms.translation_desk.assistance.numerals import lost_numbers, mixed_digits
from cms.translation_desk.assistance.problem import Kind, Problem, Severity, blocks, warns
from cms.translation_desk.assistance.texts import plain_text
from cms.translations.segments import require_fitting
from cms.translations.values import HAN, LINE_BREAK, TAG, words

__all__ = ["Kind", "Problem", "Severity", "problems"]

# No pattern looks at a letter more often than a few times, or a text of 100,000 letters would take minutes.
PLACEHOLDER = re.compile(
    r"%\(\w+\)[-+0#]?\d*(?:\.\d+)?[a-zA-Z]|(?<![\w%])%(?:\d+\$)?[sdif](?!\w)|\{\{\s*[\w.]+\s*\}\}|\{%(?:(?!%\}|\{%).)*+%\}|\$?\{[\w.]*\}"
)
"""What a program fills in: %(name)s, %s, %1$s, {name}, {}, {{ name }}, {% tag %}, ${name}."""
LINK = re.compile(r"<a\b[^<>]*>")
TAG_NAME = re.compile(r"<(/?)\s*+([a-zA-Z][\w-]*+)[^<>]*?(/?)>")
HAN_WEIGHT = 3.6
"""Letters of English that say what a Chinese character says."""
LENGTHS = {"fr": 1.2, "es": 1.2, "ru": 1.18, "ar": 0.9}
"""Letters that say what one of English says: the medians of UN texts."""
SHORTEST, LONGEST = 0.6, 1.9
"""Share of the source's length, for a text in which SLACK does not count."""
SLACK = 15
"""Letters by which short texts may differ besides."""
ADDRESS = re.compile(
    r"\b(?:https?://|www\.)\S+|(?<!\S)[^\s@]++@\S+|(?<![\w.-])[\w-]++(?:\.[\w-]++)*\.[a-z]{2,}\b(?:/\S*)?",
    re.IGNORECASE,
)
UNTRANSLATABLE = re.compile(f"{PLACEHOLDER.pattern}|{ADDRESS.pattern}", re.IGNORECASE)
NOTHING = " \n "
"""Stands where something is never translated; the words beside it are no neighbours."""


def problems(source: str, target: str, source_language: str, language: str) -> list[Problem]:
    """Return what is wrong or suspicious in a translation, what blocks first; nothing for one without words.

    Both are HTML with inline markup, as in Segment.
    """
    if not words(target):
        return []
    plain_source, plain_target = plain_text(source), plain_text(target)
    found = [
        *_placeholders(plain_source, plain_target),
        *_markup(source, target),
        *_links(source, target),
        *typography.direction(plain_target),
        *_untranslated(plain_source, plain_target, source_language, language),
        *_numbers(plain_source, plain_target, source_language, language),
        *_length(plain_source, plain_target, source_language, language),
        *typography.script(plain_source, UNTRANSLATABLE.sub(" ", plain_target), language),
        *typography.end(plain_source, plain_target, language),
        *typography.blanks(plain_text(target, line_break="\n")),
    ]
    return sorted(found, key=lambda problem: problem.severity != Severity.BLOCKS)


def _placeholders(source: str, target: str) -> Iterator[Problem]:
    theirs, ours = Counter(PLACEHOLDER.findall(source)), Counter(PLACEHOLDER.findall(target))
    if lost := theirs - ours:
        message = _("Placeholders of the original are missing: %(found)s. Copy them as they are.")
        yield blocks(Kind.PLACEHOLDERS, message, found=_listed(lost))
    if added := ours - theirs:
        message = _("The original has no such placeholders: %(found)s. Take them out.")
        yield blocks(Kind.PLACEHOLDERS, message, found=_listed(added))


def _markup(source: str, target: str) -> Iterator[Problem]:
    if "<" not in target:
        return
    known = set(_names(source))
    is_strange = any(name not in known for name in _names(target))
    if is_strange or not _fits(source, target):
        strange = set(TAG.findall(target)).difference(TAG.findall(source))
        message = _("The original has no such markup: %(found)s. Take it out.")
        yield blocks(Kind.MARKUP, message, found=_listed(sorted(strange) or TAG.findall(target)))
    elif alone := _alone(target):
        message = _("Of this markup the beginning or the end is missing: %(found)s. Write both.")
        yield blocks(Kind.MARKUP, message, found=_listed(f"<{name}>" for name in alone))


def _names(text: str) -> Iterator[str]:
    return (tag[2].lower() for tag in TAG_NAME.finditer(text))


def _fits(source: str, target: str) -> bool:
    try:
        require_fitting(source, target)
    except ValueError:
        return False
    return True


def _alone(text: str) -> list[str]:
    """Return the names of tags that do not come in pairs, one inside the other."""
    waiting: list[str] = []
    for closes, name, is_empty in TAG_NAME.findall(LINE_BREAK.sub(" ", text)):
        if is_empty:
            continue
        if not closes:
            waiting.append(name)
        elif not waiting or waiting.pop() != name:
            return [name]
    return waiting


def _links(source: str, target: str) -> Iterator[Problem]:
    theirs, ours = Counter(LINK.findall(source)), Counter(LINK.findall(target))
    if lost := theirs - ours:
        message = _("Links of the original are missing: %(found)s. Write each, and </a> after its words.")
        yield warns(Kind.LINKS, message, found=_listed(lost))
    if repeated := {link for link in ours - theirs if link in theirs}:
        message = _("These links stand here more often than in the original: %(found)s. Keep one of each.")
        yield warns(Kind.LINKS, message, found=_listed(sorted(repeated)))


def _numbers(source: str, target: str, source_language: str, language: str) -> Iterator[Problem]:
    if lost := lost_numbers(source, target, source_language, language):
        message = _("Numbers of the original are missing: %(found)s. Check the numbers.")
        yield warns(Kind.NUMBERS, message, found=_listed(lost))
    if mixed := mixed_digits(UNTRANSLATABLE.sub(" ", target)):
        message = _("Numbers stand here in two kinds of digits: %(found)s. Write all in one of them.")
        yield warns(Kind.NUMBERS, message, found=_listed(mixed))


def _length(source: str, target: str, source_language: str, language: str) -> Iterator[Problem]:
    theirs, ours = _weight(source, source_language), _weight(target, language)
    if ours + SLACK < SHORTEST * (theirs + SLACK):
        yield warns(Kind.LENGTH, _("This is much shorter than the original. Check that nothing is missing."))
    elif ours > LONGEST * (theirs + SLACK):
        yield warns(Kind.LENGTH, _("This is much longer than the original. Check that nothing was added."))


def _weight(text: str, language: str) -> float:
    """Return how long a text is, in letters of English."""
    han = len(re.findall(f"[{HAN}]", text))
    return han * HAN_WEIGHT + (len(text) - han) / LENGTHS.get(language, 1)


def _untranslated(source: str, target: str, source_language: str, language: str) -> Iterator[Problem]:
    if source_language != language:
        yield from untranslated(
            UNTRANSLATABLE.sub(NOTHING, source), UNTRANSLATABLE.sub(NOTHING, target), language
        )


def _listed(found: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(found))
