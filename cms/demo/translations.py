"""Human-sounding translations of demo records: the same stories told in another language."""

from __future__ import annotations

from collections.abc import Iterator

from cms.demo.draws import Draws
from cms.demo.records import SEED
from cms.demo.stories import LANGUAGES, Story, story
from cms.demo.words import words_of

WEIGHTS = {"en": 30, "fr": 52, "es": 72, "ar": 86, "ru": 94, "zh": 100}
"""Running total of how often a record is translated into each language."""


def demo_translations(
    count: int = 2000, seed: int = SEED, records: int = 14000
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(source_id, language, words) of count translations among the first so many records.

    words has the fields of cms.demo.words.WORDS. No record is translated twice into one language or
    into its own; some have up to three translations. In the order of the records.
    """
    step = max(1, records * 5 // (count * 4)) if count else 1
    left = count
    for number in range(1, records + 1):
        if number % step or left <= 0:
            continue
        told = story(number, seed)
        for language in _languages(told)[:left]:
            left -= 1
            yield told.source_id, language, words_of(told, language)


def _languages(told: Story) -> list[str]:
    """One language other than the record's own, seldom two or three; none for a sparse record."""
    if told.sparse:
        return []
    draws = Draws("translations", told.number)
    wanted = draws.weighted((1, 2, 3), (62, 90, 100))
    chosen: list[str] = []
    while len(chosen) < wanted:
        language = draws.weighted(LANGUAGES, tuple(WEIGHTS[code] for code in LANGUAGES))
        if language not in {told.language, *chosen}:
            chosen.append(language)
    return chosen
