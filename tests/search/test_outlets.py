"""The ways out of a list of results: links to files, feeds and charts that ask the same question."""

import pytest
from django.utils.translation import override

from search.outlets import outlets
from search.page import FeedLink, Link
from search.types import SearchRequest, SearchResult
from tests.search.conftest import make_document

PAGE = "/en/stocktaking/"
FOUND = SearchResult(count=1, count_is_exact=True, hits=())


def test_the_same_question_from_its_beginning_in_the_language_of_the_page():
    request = SearchRequest(
        text="health", language="fr", filters={"country": frozenset({"KE"})}, offset=40, size=20
    )

    with override("fr"):
        ways = outlets(request, FOUND)

    query = "q=health&country=KE"
    assert ways.exports == (
        Link("CSV", f"/fr/stocktaking/export.csv?{query}"),
        Link("XLSX", f"/fr/stocktaking/export.xlsx?{query}"),
        Link("JSON", f"/fr/stocktaking/export.json?{query}"),
    )
    assert ways.feeds == (
        FeedLink("Atom", f"/fr/stocktaking/feed.atom?{query}", "application/atom+xml"),
        FeedLink("JSON Feed", f"/fr/stocktaking/feed.json?{query}", "application/feed+json"),
    )
    assert ways.charts.url == f"/fr/stocktaking/charts/?{query}"


def test_everything_has_no_question_mark():
    with override("en"):
        assert outlets(SearchRequest(), FOUND).exports[0].url == "/en/stocktaking/export.csv"


def test_of_corrected_words_the_corrected_ones():
    corrected = SearchResult(count=1, count_is_exact=True, hits=(), did_you_mean="health", corrected=True)

    with override("en"):
        ways = outlets(SearchRequest(text="helth"), corrected)

    assert ways.feeds[0].url == "/en/stocktaking/feed.atom?q=health"


@pytest.mark.usefixtures("repository")
def test_the_page_links_to_all_of_them_and_each_answers(client, shelf, drain):
    shelf.put(make_document("1", "Rural telemedicine"))
    drain()

    response = client.get(PAGE, {"q": "telemedicine"})

    body, ways = response.content.decode(), response.context["search"].outlets
    for link in (*ways.exports, *ways.feeds, ways.charts):
        assert f'href="{link.url}" rel="nofollow"' in body
        answer = client.get(link.url)
        assert answer.getvalue()
        assert answer.status_code == 200
    head = body.split("</head>")[0]
    for feed in ways.feeds:
        assert f'<link rel="alternate" type="{feed.content_type}"' in head
        assert f'href="{feed.url}"' in head


@pytest.mark.usefixtures("repository")
def test_nothing_found_is_nothing_to_take_along(client, shelf):
    response = client.get(PAGE, {"q": "telemedicine"})

    assert response.context["search"].outlets is None
    assert "export.csv" not in response.content.decode()
