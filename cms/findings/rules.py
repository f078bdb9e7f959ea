"""What is looked for in a text: one list of small rules, pure functions of the text and of what is known besides.

A rule yields (field, values): where, and what its sentence in sentences.py names. Count VERSION up when a rule changes
what it finds: `refresh_findings` checks what waits again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cms.findings.enums import Answer, Kind, Level
from cms.findings.links.addresses import fault_of, links_of, normal
from cms.findings.links.guard import is_private
from cms.findings.values import Finding, Known, Text
from cms.records.importing.languages import detect
from cms.records.text import plain
from search.analysis import is_cjk, raw_words

VERSION = 1

CAPITALS_FROM = 20
"""Letters of a text from which capitals are no abbreviation."""
CAPITALS_SHARE = 0.8
LANGUAGE_FROM = 30
"""Words of a text from which its language is told."""
SITE_LANGUAGES = frozenset({"en", "fr", "es", "ru", "ar", "zh"})
EARLIEST = 1970
YEARS_AHEAD = 15
TERM = ("start_date", "end_date")

Found = Iterator[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Rule:
    kind: Kind
    level: Level
    find: Callable[[Text, Known], Found]


def findings_of(text: Text, known: Known) -> list[Finding]:
    """Return what the rules find, in their order: what is wrong first."""
    return [
        Finding(rule.kind, rule.level, field, values)
        for rule in RULES
        for field, values in rule.find(text, known)
    ]


def missing(text: Text, known: Known) -> Found:
    for name in text.expected:
        value = text.values.get(name)
        if not (plain(value) if isinstance(value, str) else value):
            yield name, {}


def short(text: Text, known: Known) -> Found:
    for name in text.expected:
        value = text.values.get(name)
        count = words_in(plain(value)) if isinstance(value, str) else 0
        if 0 < count < known.least_words:
            yield name, {"count": count, "least": known.least_words}


def words_in(text: str) -> int:
    """Return how many words a text has; of a script without blanks two characters count as one."""
    return sum((len(word) + 1) // 2 if is_cjk(word) else 1 for word in raw_words(text))


def capitals(text: Text, known: Known) -> Found:
    for name in (*text.plain, *text.rich):
        letters = [
            letter for letter in plain(text.values.get(name) or "") if letter.isupper() or letter.islower()
        ]
        large = sum(letter.isupper() for letter in letters)
        if len(letters) >= CAPITALS_FROM and large >= CAPITALS_SHARE * len(letters):
            yield name, {}


def language(text: Text, known: Known) -> Found:
    """Two languages of which we speak neither are not told apart: some are close, and nobody here could decide."""
    name = max(text.rich, key=lambda name: len(text.values.get(name) or ""), default="")
    words = plain(text.values.get(name) or "")
    seen = detect(words) if text.language and words_in(words) >= LANGUAGE_FROM else ""
    if seen and seen != text.language and SITE_LANGUAGES & {seen, text.language}:
        yield name, {"language": seen, "said": text.language}


def link_fault(kind: Kind) -> Callable[[Text, Known], Found]:
    """Return the rule for links that are none for one reason."""

    def find(text: Text, known: Known) -> Found:
        return ((name, {"link": link}) for name, link in links_of(text) if fault_of(link) == kind)

    return find


def link_private(text: Text, known: Known) -> Found:
    for name, link in links_of(text):
        url = normal(link)
        if url and (is_private(url) or known.answers.get(url) == Answer.PRIVATE):
            yield name, {"link": link}


def link_answer(answer: Answer) -> Callable[[Text, Known], Found]:
    """Return the rule for links of which this came when they were tried."""

    def find(text: Text, known: Known) -> Found:
        for name, link in links_of(text):
            if known.answers.get(normal(link)) == answer:
                yield name, {"link": link}

    return find


def picture(text: Text, known: Known) -> Found:
    for name, alternatives in text.alternatives.items():
        for number, words in enumerate(alternatives, start=1):
            if not words.strip():
                yield name, {"number": number}


def dates(text: Text, known: Known) -> Found:
    start, end = (day_of(text.values.get(name)) for name in TERM)
    if start and end and end < start:
        yield TERM[1], {"start": start.isoformat(), "day": end.isoformat()}


def date_far(text: Text, known: Known) -> Found:
    for name in TERM:
        day = day_of(text.values.get(name))
        if day and not EARLIEST <= day.year <= known.today.year + YEARS_AHEAD:
            yield name, {"day": day.isoformat()}


def day_of(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


RULES = (
    Rule(Kind.MISSING, Level.WRONG, missing),
    Rule(Kind.DATES, Level.WRONG, dates),
    Rule(Kind.LINK_BLANK, Level.WRONG, link_fault(Kind.LINK_BLANK)),
    Rule(Kind.LINK_SCHEME, Level.WRONG, link_fault(Kind.LINK_SCHEME)),
    Rule(Kind.LINK_HOST, Level.WRONG, link_fault(Kind.LINK_HOST)),
    Rule(Kind.LINK_PRIVATE, Level.WRONG, link_private),
    Rule(Kind.LINK_GONE, Level.WRONG, link_answer(Answer.GONE)),
    Rule(Kind.PICTURE, Level.WRONG, picture),
    Rule(Kind.SHORT, Level.LOOK, short),
    Rule(Kind.CAPITALS, Level.LOOK, capitals),
    Rule(Kind.LANGUAGE, Level.LOOK, language),
    Rule(Kind.DATE_FAR, Level.LOOK, date_far),
    Rule(Kind.LINK_SILENT, Level.LOOK, link_answer(Answer.SILENT)),
)
"""All of them."""
