"""Translations say what the original says."""

import re
from collections import Counter

import pytest

from cms.demo.translations import demo_translations
from cms.demo.words import WORDS


@pytest.fixture(scope="module")
def translations():
    return list(demo_translations())


def figures(words: dict) -> Counter[str]:
    """The numbers of all fields, without the marks between thousands."""
    text = " ".join(words[field] for field in WORDS)
    return Counter(re.findall(r"\d+", re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d{3})", "", text)))


def test_count_and_uniqueness(translations):
    assert len(translations) == 2000
    assert len({(source_id, language) for source_id, language, _words in translations}) == 2000
    assert {language for _id, language, _words in translations} == {"en", "fr", "es", "ar", "ru", "zh"}


def test_a_translation_is_of_a_record_in_another_language(records, translations):
    originals = {record["source_id"]: record for record in records}

    for source_id, language, words in translations:
        assert originals[source_id]["language"] != language
        assert words["title"] != originals[source_id]["title"]
        assert set(words) == set(WORDS)


def test_a_translation_has_the_numbers_of_its_original(records, translations):
    originals = {record["source_id"]: record for record in records}

    different = [
        source_id for source_id, _l, words in translations if figures(words) != figures(originals[source_id])
    ]
    assert different == []


def test_a_translation_fills_the_fields_of_its_original(records, translations):
    originals = {record["source_id"]: record for record in records}

    for source_id, _language, words in translations:
        assert [bool(words[field]) for field in WORDS] == [
            bool(originals[source_id][field]) for field in WORDS
        ]


def test_fewer_are_fewer():
    assert len(list(demo_translations(count=10, records=300))) == 10
