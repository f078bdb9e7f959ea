"""The search page: what it answers, what it costs, and what it does while the engine is down."""

from dataclasses import replace

import pytest

from search import service
from search.cursors import Cursor, encode
from search.engines.base import EngineUnavailable
from search.indexing import worker
from search.types import DocumentText, Sort
from tests.search.conftest import make_document
from tests.search.hostile import QUERIES

PAGE = "/en/stocktaking/"

pytestmark = pytest.mark.usefixtures("repository")


def shown(client, query: str = ""):
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 200
    return response.context["search"]


def test_the_page_shows_what_was_found(client, shelf, drain):
    shelf.put(make_document("1", "Rural telemedicine"), make_document("2", "Village radio"))
    drain()

    page = shown(client, "q=telemedicine")

    assert (page.query, page.heading, [row.id for row in page.hits]) == ("telemedicine", "1 project", ["1"])
    assert page.hits[0].title_html == "Rural <mark>telemedicine</mark>"


@pytest.mark.parametrize("records", [1, 3, 30])
def test_a_search_costs_the_same_whatever_it_finds(
    client, shelf, drain, records, django_assert_num_queries, still_memory
):
    shelf.put(*(make_document(f"{number}", "Rural telemedicine") for number in range(records)))
    drain()
    client.get(PAGE)

    with django_assert_num_queries(6):
        assert shown(client, "q=telemedicine").count == records


def test_the_page_says_what_it_left_out_and_shows_the_rest(client, shelf, drain):
    shelf.put(make_document("1"))
    drain()

    page = shown(client, "year=abc&page=2")

    assert [row.id for row in page.hits] == ["1"]
    assert page.ignored == (
        "“year=abc” was left out: a year has four digits.",
        "“page=2” was left out: there are not so many pages.",
    )


@pytest.mark.parametrize(
    ("cursor", "line"),
    [
        ("AAAA", "it names no place in a list; without it the list begins anew"),
        (
            encode(Cursor("gone", Sort.RELEVANCE, "10")),
            "the list has changed since; without it the list begins anew",
        ),
    ],
)
def test_a_cursor_that_leads_nowhere_leads_to_the_beginning(client, shelf, drain, cursor, line):
    shelf.put(make_document("1"))
    drain()

    page = shown(client, f"cursor={cursor}")

    assert [row.id for row in page.hits] == ["1"]
    assert page.ignored == (f"“cursor=” was left out: {line}.",)


def test_nothing_found_offers_what_to_leave_out_with_counts(client, shelf, drain):
    shelf.put(make_document("1", "Rural telemedicine"), make_document("2", "Rural telemedicine"))
    drain()

    page = shown(client, "q=telemedicine&country=FR&status=ongoing")

    assert page.heading == "0 projects"
    assert [(link.label, link.count, link.url) for link in page.help.loosen] == [
        ("Without “Country”", 2, "?q=telemedicine&status=ongoing")
    ]


def test_while_the_engine_rests_the_page_says_so_and_offers_browsing(client, shelf, monkeypatch):
    monkeypatch.setattr(type(service.engine()), "search", unavailable)

    response = client.get(PAGE, {"q": "telemedicine"})

    page = response.context["search"]
    assert (response.status_code, response["Retry-After"], page.resting) == (503, "30", True)
    assert page.heading == "Search is resting"


def test_an_unchanged_page_answers_304(client, shelf, drain):
    shelf.put(make_document("1"))
    drain()
    tag = client.get(PAGE)["ETag"]

    response = client.get(PAGE, headers={"if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")


def test_words_of_a_record_cannot_become_markup(client, shelf, drain):
    text = DocumentText(title="<script>alert('x')</script> telemedicine", url="/en/x/")
    shelf.put(replace(make_document("1"), texts={"en": text}, organisation="<b>Ministry</b>"))
    drain()

    body = client.get(PAGE, {"q": "telemedicine"}).content.decode()

    assert "<script>alert" not in body
    assert "<b>Ministry" not in body


def test_a_withdrawn_record_is_gone_before_the_worker_knows(client, shelf, drain):
    shelf.put(make_document("1", "Rural telemedicine"))
    drain()
    shelf.take("1")

    assert shown(client, "q=telemedicine").hits == ()

    assert worker.drain().removed == 1
    assert shown(client, "q=telemedicine").count == 0


@pytest.fixture
def some_records(shelf, drain):
    shelf.put(*(make_document(f"{number}", f"Rural telemedicine {number}") for number in range(30)))
    drain()


def test_200_hostile_queries_get_an_answer(client, some_records):
    assert len(QUERIES) >= 200
    wrong = []
    for query in QUERIES:
        response = client.get(f"{PAGE}?{query}")
        if response.status_code not in (200, 400):
            wrong.append((response.status_code, query[:80]))
    assert wrong == []


def unavailable(engine, request):
    raise EngineUnavailable("down")
