"""The data files are complete and hold together."""

from collections import Counter

import pytest
from django.core.checks import Error

from cms.taxonomy import checks, data_files
from cms.taxonomy.data_files import ShippedText, shipped_matrix, shipped_terms
from cms.taxonomy.enums import Vocabulary


def test_the_number_of_terms():
    assert Counter(term.vocabulary.value for term in shipped_terms()) == {
        "action_line": 19,
        "sdg": 17,
        "region": 7,
        "country": 249,
        "stakeholder_type": 6,
        "entity_type": 6,
        "activity_type": 8,
        "coverage": 4,
        "timescale": 4,
    }


def test_every_term_is_there_once():
    keys = [term.key for term in shipped_terms()]
    assert len(set(keys)) == len(keys)


def test_eighteen_prize_categories():
    numbers = {
        term.number: term.code for term in shipped_terms() if term.vocabulary == Vocabulary.ACTION_LINE
    }
    assert numbers.pop(None) == "c7"
    assert sorted(numbers) == list(range(1, 19))
    assert (numbers[1], numbers[7], numbers[14], numbers[15], numbers[18]) == (
        "c1",
        "c7-e-government",
        "c7-e-science",
        "c8",
        "c11",
    )


def test_short_labels_fit_a_chip():
    lines = [term for term in shipped_terms() if term.vocabulary == Vocabulary.ACTION_LINE]
    shorts = [text.short or text.label for term in lines for text in term.texts.values()]
    assert max(len(short) for short in shorts) <= 40


def test_every_country_but_antarctica_is_in_an_itu_region():
    countries = [term for term in shipped_terms() if term.vocabulary == Vocabulary.COUNTRY]
    regions = Counter(term.parent[1] if term.parent else "" for term in countries)
    assert [term.code for term in countries if not term.parent] == ["AQ"]
    assert set(regions) == {"", "africa", "americas", "arab-states", "asia-pacific", "cis", "europe"}


@pytest.mark.parametrize(
    ("code", "language", "text"),
    [
        ("KE", "fr", ShippedText("Kenya")),
        ("IR", "en", ShippedText("Iran (Islamic Republic of)", "Iran", own=True)),
        ("KR", "en", ShippedText("Republic of Korea", own=True)),
        ("HK", "es", ShippedText("Hong Kong (China)", own=True)),
        ("TR", "en", ShippedText("Türkiye")),
        ("CI", "ar", ShippedText("ساحل العاج")),
    ],
)
def test_names_of_countries(code, language, text):
    assert data_files.country_text(code, language) == text


def test_the_matrix_knows_its_action_lines_and_goals():
    codes = {term.key for term in shipped_terms()}
    matrix = shipped_matrix()
    assert {(Vocabulary.ACTION_LINE, line) for line, _ in matrix} | {
        (Vocabulary.SDG, goal) for _, goal in matrix
    } <= codes
    assert len({line for line, _ in matrix}) == 18
    assert matrix["c1", "3"] == ["3.8", "3.d"]
    assert all(target.startswith(f"{goal}.") for (_, goal), targets in matrix.items() for target in targets)


def test_no_term_lacks_a_label():
    assert checks.check_labels_in_every_language() == []


def test_a_missing_label_is_an_error(settings):
    settings.LANGUAGES = [("en", "English"), ("sw", "Kiswahili")]
    errors = checks.check_labels_in_every_language()
    assert len(errors) == 320
    assert errors[0] == Error(
        "action_line/c1 has no label in “sw”.",
        hint="Add it to cms/taxonomy/data/action_line.json.",
        id="taxonomy.E001",
    )
