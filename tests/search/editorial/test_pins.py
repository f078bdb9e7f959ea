"""Pinned results: when they apply, where they stand, and what they cost."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from search import service
from search.editorial import pins
from search.models import PinnedResult
from search.types import SearchRequest, Sort

PAGE = "/en/stocktaking/"


def pin(question="telemedicine", records="r1", language="en", **values) -> PinnedResult:
    return PinnedResult.objects.create(language=language, question=question, records=records, **values)


def test_pinned_records_come_first_in_their_order(found):
    pin(records="r1\nt2")

    assert found("telemedicine") == ["r1", "t2", "t1"]


@pytest.mark.parametrize("question", ["TELEMEDICINE", " télémedicine! ", "“telemedicine”"])
def test_capitals_accents_and_signs_make_no_difference(found, question):
    pin()

    assert found(question)[0] == "r1"


@pytest.mark.parametrize("question", ["telemedicine kenya", "telemedicine -radio", "radio telemedicine", ""])
def test_another_question_has_none(records, question):
    pin()

    assert pins.pinned_for(question, "en") == ()


def test_the_order_of_the_words_is_part_of_the_question(records):
    pin("rural radio")

    assert pins.pinned_for("radio rural", "en") == ()
    assert pins.pinned_for("Rural Radio", "en") == ("r1",)


def test_other_readers_are_not_concerned(found):
    pin()

    assert "r1" not in found("telemedicine", language="fr")


def test_filters_hold_for_pinned_records_too(found):
    pin()

    assert found("telemedicine", filters={"country": frozenset({"FR"})}) == []


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.TITLE])
def test_another_order_is_kept(found, sort):
    pin()

    assert "r1" not in found("telemedicine", sort=sort)


def test_what_is_not_public_does_not_come_back(records, found):
    pin()
    records.take("r1")

    assert found("telemedicine") == ["t1", "t2"]


def test_an_unknown_record_is_passed_over(found):
    pin(records="nowhere\nr1")

    assert found("telemedicine")[0] == "r1"


def test_it_ends_after_its_last_day(records):
    pin(until=dt.date(2026, 3, 1))

    with time_machine.travel(dt.datetime(2026, 3, 1, 23, tzinfo=dt.UTC), tick=False):
        pins.forget()
        assert pins.pinned_for("telemedicine", "en") == ("r1",)
    with time_machine.travel(dt.datetime(2026, 3, 2, 1, tzinfo=dt.UTC), tick=False):
        pins.forget()
        assert pins.pinned_for("telemedicine", "en") == ()


def test_it_rests_while_not_in_use(found):
    pin(in_use=False)

    assert "r1" not in found("telemedicine")


def test_a_change_counts_at_once(found):
    pinned = pin()
    assert found("telemedicine")[0] == "r1"

    pinned.records = "t2"
    pinned.save()

    assert found("telemedicine")[0] == "t2"


def test_a_misspelt_question_is_answered_with_what_is_pinned_to_the_right_one(found):
    service.engine().refresh()
    pin()

    assert found("telemedicnie")[0] == "r1"


def test_a_question_that_finds_nothing_shows_what_is_pinned(records):
    pin("zeppelin")

    result = service.search(SearchRequest(text="zeppelin"))

    assert ([hit.id for hit in result.hits], result.relaxed) == (["r1"], False)


@pytest.mark.parametrize("pinned", [0, 3])
def test_a_search_asks_no_query_for_it(records, found, pinned, django_assert_num_queries):
    for number in range(pinned):
        pin(f"telemedicine {number}")
    found("telemedicine")

    with django_assert_num_queries(1):
        found("telemedicine")


def test_the_page_says_which_results_are_recommended(client, records):
    pin()

    response = client.get(PAGE, {"q": "telemedicine"})

    rows = {row.id: row.recommended for row in response.context["search"].hits}
    assert rows == {"r1": True, "t1": False, "t2": False}
    assert response.content.decode().count("Recommended") == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"question": "…"}, "question"),
        ({"question": "radio -kenya"}, "question"),
        ({"question": "TELEMEDICINE"}, "question"),
        ({"question": "x" * 101}, "question"),
        ({"question": "ten", "records": "\n".join(map(str, range(11)))}, "records"),
    ],
)
def test_what_cannot_be_pinned_is_refused_with_the_reason(db, values, field):
    pin()

    with pytest.raises(ValidationError) as refusal:
        PinnedResult(**{"language": "en", "records": "r1"} | values).full_clean()

    assert list(refusal.value.message_dict) == [field]
