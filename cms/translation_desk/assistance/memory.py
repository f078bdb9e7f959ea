"""What was translated before: words for a text that is equal or alike, across records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import Count, Q

from cms.translation_desk.assistance.memory_keys import frequencies, key_of, rarest, word_keys
from cms.translation_desk.assistance.models import MemoryUnit, MemoryWord
from cms.translations.values import Origin, normal, words

LEAST_PERCENT = 60
EQUAL = 100
MOST_ENTRIES = 5_000
"""Entries of the index that are read: as many of a text's rarest words as have together no more, one at least."""
MOST_UNITS = 50
"""Units that share most of these words, whose texts are then compared."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation of an equal text, or of one that is alike."""

    target: str
    percent: int
    """100 for an equal text; less where only markup, punctuation or capitals differ."""
    origin: Origin
    source: str
    """The text that it translates."""
    title: str
    """Of the translated record."""
    page_id: int
    is_published: bool
    """Whether readers see that record now; its words were public once in any case."""


def suggestions(source: str, source_language: str, language: str, limit: int = 5) -> list[Suggestion]:
    """Return translations of texts like this one, the best match first, each wording once.

    Of equal matches a person's words come before a machine's, public ones before those of a record that was taken
    offline, and newer before older ones.
    """
    found: dict[str, Suggestion] = {}
    for suggestion in sorted(_matches(source, source_language, language), key=_rank):
        found.setdefault(suggestion.target, suggestion)
    return list(found.values())[:limit]


def _rank(suggestion: Suggestion) -> tuple[int, bool, bool]:
    return -suggestion.percent, suggestion.origin == Origin.MACHINE, not suggestion.is_published


def _matches(source: str, source_language: str, language: str) -> Iterator[Suggestion]:
    """Yield suggestions that match well enough, the newest first."""
    own = normal(source)
    alike = Q(pk__in=_alike(source, source_language, language))
    equal = Q(key=key_of(own, source_language, language))
    pair = Q(source_language=source_language, language=language)
    units = MemoryUnit.objects.filter(pair & (equal | alike)).order_by("-page__last_published_at", "-pk")
    columns = ("target", "origin", "source", "page__title", "page_id", "page__live")
    for target, origin, text, title, page_id, is_published in units.values_list(*columns)[: 3 * MOST_UNITS]:
        percent = match_percent(own, text)
        if percent >= LEAST_PERCENT:
            yield Suggestion(target, percent, Origin(origin), text, title, page_id, is_published)


def _alike(source: str, source_language: str, language: str) -> list[int]:
    """Return the units that have most of the rarest words of a text."""
    known = frequencies(word_keys(source, source_language, language))
    ordered = rarest(known, known)
    read = accumulate(known[key] for key in ordered)
    keys = [key for key, entries in zip(ordered, read, strict=True) if entries <= MOST_ENTRIES] or ordered[:1]
    sharing = MemoryWord.objects.filter(key__in=keys).values("unit").annotate(shared=Count("key"))
    return list(sharing.order_by("-shared", "-unit").values_list("unit", flat=True)[:MOST_UNITS])


def match_percent(one: str, other: str) -> int:
    """Return how far the words of two texts agree, by Dice's coefficient, rounded down; 100 only for equal texts."""
    if normal(one) == normal(other):
        return EQUAL
    ours, theirs = Counter(words(one)), Counter(words(other))
    shared = 200 * (ours & theirs).total() // ((ours.total() + theirs.total()) or 1)
    return min(shared, EQUAL - 1)
