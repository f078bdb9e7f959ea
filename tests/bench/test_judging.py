"""Questions are cut out of records in a repeatable way, and their right answers are known."""

from __future__ import annotations

import random

import pytest

from cms.bench.relevance.corpora import Parallel, Record
from cms.bench.relevance.judging import (
    Judged,
    across,
    few_words_across,
    in_own_words,
    judged,
    known_item,
    with_typing_error,
)

TEXT = "Farmers receive weather forecasts, market prices and advice about seeds by telephone, " * 3
RADIO = Record("radio", "en", "A community radio for the farmers of the northern highlands", TEXT)


def draw() -> random.Random:
    return random.Random(1)


def test_a_known_item_has_the_words_of_the_title_that_mean_something():
    assert known_item(RADIO, draw()) == "community radio farmers northern highlands"


def test_a_title_of_one_word_is_not_asked_for():
    assert known_item(Record("x", "en", "The telecentre", ""), draw()) == ""


def test_one_word_is_misspelt_and_it_is_the_longest():
    asked, right = with_typing_error(RADIO, draw()).split(), known_item(RADIO, draw()).split()
    assert [word for word in asked if word not in right] == [asked[right.index("community")]]
    assert len(asked) == len(right)


def test_own_words_are_none_of_the_title():
    words = in_own_words(RADIO, draw()).split()
    assert len(words) == 5
    assert set(words) <= {
        "receive",
        "weather",
        "forecasts",
        "market",
        "prices",
        "advice",
        "seeds",
        "telephone",
        "about",
    }


def test_a_short_description_is_not_asked_for():
    assert in_own_words(Record("x", "en", "Title", "Too short to tell."), draw()) == ""


def test_records_that_say_the_same_are_all_right():
    copy = Record("copy", "en", RADIO.title, RADIO.text)
    other = Record("other", "en", "Schools of the coast", "")
    asked = judged([RADIO, copy, other], "en", known_item, 10, seed=1)
    assert {question.relevant for question in asked} == {frozenset({"radio", "copy"}), frozenset({"other"})}


def test_the_same_seed_asks_the_same_questions():
    records = [Record(str(n), "en", f"Project number {n} of region {n % 7}", TEXT) for n in range(50)]
    assert judged(records, "en", known_item, 10, 3) == judged(records, "en", known_item, 10, 3)
    assert judged(records, "en", known_item, 10, 3) != judged(records, "en", known_item, 10, 4)
    assert judged(records, "fr", known_item, 10, 3) == []


@pytest.fixture
def water() -> Parallel:
    return Parallel("water", {"en": "Clean water for all", "zh": "为所有人提供清洁饮水和环境卫生"})


def test_a_text_in_one_language_asks_for_the_record_in_another(water):
    assert across([water], "zh") == [Judged(water.texts["zh"], "zh", frozenset({"water"}))]


def test_few_words_stand_in_the_order_of_the_text(water):
    (question,) = few_words_across([water], "zh", 1)
    assert question.text.replace(" ", "") in water.texts["zh"]
    assert len(few_words_across([water], "en", 1)[0].text.split()) == 2
