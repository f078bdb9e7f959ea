"""The phrase files: every language says the same, item by item."""

from string import Formatter

import pytest

from cms.demo.phrases import phrases, themes
from cms.demo.places import countries
from cms.demo.prizes import CATEGORIES
from cms.demo.stories import LANGUAGES, POOLS
from cms.demo.themes import THEMES

OTHERS = [language for language in LANGUAGES if language != "en"]
FIGURES = frozenset(
    [
        "people",
        "trained",
        "sites",
        "months",
        "share",
        "used",
        "women",
        "cut",
        "cover",
        "percent",
        "before",
        "after",
        "start",
        "end",
        "sdg",
        "partners",
        "org",
    ]
)


def slots(pattern: str) -> frozenset[str]:
    return frozenset(name for _text, name, _spec, _conversion in Formatter().parse(pattern) if name)


def shape(value: object) -> object:
    """What has to be the same in all languages: lengths of lists, and the facts a sentence names."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return slots(value) & FIGURES if isinstance(value, str) else None


@pytest.mark.parametrize("language", OTHERS)
def test_sentences_name_the_same_facts(language):
    own = {key: value for key, value in phrases(language).items() if key != "contractions"}

    assert shape(own) == shape(phrases("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_themes_name_the_same_facts(language):
    assert shape(themes(language)) == shape(themes("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_occurs_twice(language):
    lists = [value for value in phrases(language).values() if isinstance(value, list)]

    assert all(len({str(item) for item in items}) == len(items) for items in lists)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pools_are_as_large_as_the_stories_think(language):
    assert {section: len(phrases(language)[section]) for section in POOLS} == POOLS


def test_the_themes_are_the_eighteen_categories():
    assert list(CATEGORIES.values()) == list(range(1, 19))
    assert set(themes("en")) == set(THEMES) == set(CATEGORIES)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_subject_has_groups_and_places(theme):
    assert all(theme.groups_of(subject) for subject in range(8))
    assert (len(theme.needs.split()), len(theme.outcomes.split())) == (8, 8)
    assert set(theme.related) <= set(THEMES) - {theme.code}
    assert sum(theme.entities) == 100


def test_every_country_has_its_forms_in_every_language():
    for country in countries().values():
        assert set(country.names) == set(LANGUAGES)
        assert country.cities
        assert all(set(city) == set(LANGUAGES) for city in country.cities)
        assert all(all(forms) for forms in country.names.values())
