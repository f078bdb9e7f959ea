"""Questions that found nothing: which are counted, what is never kept, and that searching does not suffer."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from search import service
from search.editorial import questions
from search.editorial.discretion import keepable
from search.models import EmptyQuestion

PAGE = "/en/stocktaking/"
API = "/api/v1/projects/"


def kept():
    return list(EmptyQuestion.objects.order_by("pk").values_list("language", "words", "count"))


@pytest.mark.parametrize("address", [PAGE, API])
def test_a_question_that_found_nothing_is_counted(client, records, address):
    for typed in ("Zeppelins", "zeppelins ", "ZÉPPELINS!"):
        client.get(address, {"q": typed})

    assert kept() == [("en", "zeppelins", 3)]


def test_languages_are_counted_apart(client, records):
    client.get(PAGE, {"q": "zeppelins"})
    client.get("/fr/stocktaking/", {"q": "zeppelins"})

    assert kept() == [("en", "zeppelins", 1), ("fr", "zeppelins", 1)]


def test_the_days_are_kept_and_nothing_of_the_time(client, records):
    with time_machine.travel(dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)):
        client.get(PAGE, {"q": "zeppelins"})
    with time_machine.travel(dt.datetime(2026, 3, 5, 9, tzinfo=dt.UTC)):
        client.get(PAGE, {"q": "zeppelins"})

    row = EmptyQuestion.objects.get()
    assert (row.first_seen, row.last_seen) == (dt.date(2026, 3, 1), dt.date(2026, 3, 5))
    assert {field.name for field in EmptyQuestion._meta.fields} == {
        "id", "language", "words", "count", "first_seen", "last_seen", "state", "note", "decided_by"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"q": "telemedicine"}, "it was answered"),
        ({"q": ""}, "nothing was asked"),
        ({"q": "telemedicine", "country": "FR"}, "a filter was in the way, not the words"),
        ({"q": "zeppelins", "country": "FR"}, "an empty answer within filters says nothing of the words"),
        ({"q": "zeppelins radio", "page": "2"}, "only the first page counts"),
    ],
)
def test_what_is_not_counted(client, records, query, why):
    client.get(PAGE, query)

    assert kept() == []


@pytest.mark.parametrize("query", [{"q": "zeppelin radio"}, {"q": "telemedicnie"}])
def test_a_question_that_only_a_rescue_answered_is_counted(client, records, query):
    service.engine().refresh()

    assert client.get(PAGE, query).context["search"].count > 0

    assert kept() == [("en", query["q"], 1)]


@pytest.mark.parametrize(
    "private",
    [
        "jane.doe@example.org",
        "https://example.org/secret",
        "www.example.org",
        "example.org reset",
        "+41 22 730 5111",
        "022 7305111",
        "4111-1111-1111-1111",
        "12.03.1980",
        "12_03_1980",
        "jane＠localhost",
        "jane example．org",
        "www。example。org",
        "passport 123456",
        "٠٧٧١٢٣٤٥٦٧",
        "Tr0ub4dor3",
        "x" * 31,
        "one two three four five six seven eight nine ten eleven",
        "word " * 21,
        "“my own words”",
        "health -jane",
        "…",
    ],
)
def test_what_may_point_to_somebody_is_never_kept(client, records, private):
    client.get(PAGE, {"q": private})

    assert kept() == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("WSIS 2025", "wsis 2025"),
        ("covid19", "covid19"),
        ("Industry 4.0", "industry 4 0"),
        ("Электронное здравоохранение", "электронное здравоохранение"),
        (
            "远程医疗在乡村的应用以及数字鸿沟的问题研究与发展战略和政策建议",
            "远程医疗在乡村的应用以及数字鸿沟的问题研究与发展战略和政策建议",
        ),
    ],
)
def test_ordinary_questions_are_kept(typed, words):
    assert keepable(typed) == words


def test_it_costs_a_search_nothing_before_the_answer_and_one_statement_after(client, records):
    client.get(PAGE, {"q": "zeppelins"})

    with CaptureQueriesContext(
        connection,
    ) as answered:
        client.get(PAGE, {"q": "zeppelins"})

    ours = [query["sql"] for query in answered if "emptyquestion" in query["sql"]]
    assert len(ours) == 1
    assert [query["sql"] for query in answered if "PRAGMA" not in query["sql"]][-1] == ours[0]


def test_a_failure_to_count_fails_no_search(client, records, monkeypatch):
    def locked(*args):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(questions, "count_question", locked)

    assert client.get(PAGE, {"q": "zeppelins"}).status_code == 200
    assert client.get(PAGE, {"q": "telemedicine"}).status_code == 200


def test_no_more_than_so_many_new_ones_a_day(db, monkeypatch):
    monkeypatch.setattr(questions, "NEW_ROWS_A_DAY", 2)
    for words in ("a", "b", "c", "a"):
        questions.count_question("en", words)

    assert kept() == [("en", "a", 2), ("en", "b", 1)]

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=1)):
        questions.count_question("en", "c")
    assert EmptyQuestion.objects.count() == 3


def test_no_more_than_so_many_at_all(db, monkeypatch):
    monkeypatch.setattr(questions, "MOST_ROWS", 1)
    for words in ("a", "b", "a"):
        questions.count_question("en", words)

    assert kept() == [("en", "a", 2)]


def make(words: str, count: int, last_seen: dt.date) -> EmptyQuestion:
    return EmptyQuestion.objects.create(
        language="en", words=words, count=count, first_seen=last_seen, last_seen=last_seen
    )


def test_what_nobody_asks_any_more_is_deleted_with_its_history(db):
    today = dt.datetime.now(dt.UTC).date()
    for words, count, days in (("old", 9, 91), ("rare", 2, 15), ("kept", 9, 90), ("new", 1, 14)):
        make(words, count, today - dt.timedelta(days=days))

    assert questions.forget_old() == 2
    assert questions.forget_old() == 0

    assert [words for _language, words, _count in kept()] == ["kept", "new"]
    assert set(EmptyQuestion.history.values_list("words", flat=True)) == {"kept", "new"}


def test_only_what_was_asked_three_times_is_shown(db):
    today = dt.datetime.now(dt.UTC).date()
    for words, count, days in (("often", 3, 0), ("twice", 2, 0), ("gone", 9, 91)):
        make(words, count, today - dt.timedelta(days=days))

    assert [question.words for question in questions.shown()] == ["often"]
