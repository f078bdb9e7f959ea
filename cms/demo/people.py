"""Names of the people and organisations behind the demo records; all invented."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from cms.demo.draws import Draws
from cms.demo.phrases import phrases
from cms.demo.places import Country
from cms.demo.stories import Story

NAMES = Path(__file__).parent / "data" / "people.json"

OWN_LANGUAGES = ("fr", "es", "ar", "ru", "zh")
"""Organisations carry a name in the language their country mostly writes records in, if it is one of these."""


def organisation_of(story: Story) -> str:
    """The organisation's name, the same in every language; empty for a sparse record."""
    if story.sparse:
        return ""
    return _organisation(story.country, story.entity, story.organisation, story.theme.ministry)


def _organisation(country: Country, entity: str, number: int, ministry: int) -> str:
    language = own_language(country)
    named = phrases(language)["organisations"]
    draws = Draws("organisation", country.code, entity, number)
    patterns = named[entity]
    pattern = patterns[number] if entity == "international-organization" else draws.one(patterns)
    name, _inside, of = country.names[language]
    return pattern.format(
        ministry=named["ministries"][ministry],
        brand=draws.one(phrases(language)["brands"]),
        city=draws.one(country.cities)[language],
        country=name,
        country_of=of,
    )


def own_language(country: Country) -> str:
    """The language, of the six, in which organisations of the country are called."""
    weights = country.weights
    own = max(OWN_LANGUAGES, key=lambda language: weights.get(language, 0))
    return own if 4 * weights.get(own, 0) >= 3 * weights["en"] else "en"


@cache
def _people() -> dict[str, list[list[str]]]:
    return json.loads(NAMES.read_text(encoding="utf-8"))


def contact_of(story: Story) -> str:
    """A person's name as it is written in the record's language."""
    pool = _people()[_pool(story)]
    draws = Draws("contact", story.number)
    given, family = draws.one(pool[0]), draws.one(pool[1])
    return f"{family}{given}" if story.language == "zh" else f"{given} {family}"


def _pool(story: Story) -> str:
    region, language = story.country.region, story.language
    if language == "zh":
        return "zh"
    if region == "arab":
        return "arab" if language == "ar" else "arab-latin"
    if region == "cis":
        return "cis" if language == "ru" else "cis-latin"
    if region == "africa" and language == "fr":
        return "africa-fr"
    if region == "americas" and language == "en":
        return "americas-en"
    return region
