"""Query strings: what they mean, and that writing and reading are each other's inverse."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from search.params import (
    FACETS,
    Ignored,
    encode,
    following,
    parse,
    preceding,
    toggle,
)
from search.types import SearchRequest, Sort


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def read(query: str) -> SearchRequest:
    parsed = parse(QueryDict(query), "en")
    assert parsed.ignored == ()
    return parsed.request


def asked(**values) -> SearchRequest:
    return SearchRequest(facets=FACETS, **values)


@pytest.mark.parametrize(
    ("query", "request_"),
    [
        ("", asked()),
        ("q=rural+telemedicine", asked(text="rural telemedicine")),
        ("q=%20rural%0A%09%00health%20", asked(text="rural health")),
        ("q=a%E2%80%AEb", asked(text="a b")),
        ("country=ke&country=RW", asked(filters={"country": frozenset({"KE", "RW"})})),
        (
            "action_line=C7-e-Health&sdg=03",
            asked(filters={"action_line": frozenset({"c7-e-health"}), "sdg": frozenset({"3"})}),
        ),
        ("year=2019&year=2020", asked(filters={"year": frozenset({"2019", "2020"})})),
        ("year_from=2016&year_to=2023", asked(year_from=2016, year_to=2023)),
        ("sort=newest", asked(sort=Sort.NEWEST)),
        ("page=3&size=50", asked(offset=100, size=50)),
        ("page=500", asked(offset=9980)),
        ("cursor=abc123", asked(cursor="abc123")),
        ("sdg=99", asked(filters={"sdg": frozenset({"99"})})),
        ("country=&sort=&page=&utm_source=mail&all=country", asked()),
    ],
)
def test_query_string_means(query, request_):
    assert read(query) == request_


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("year=abc", "year"),
        ("year=%D9%A2%D9%A0%D9%A1%D9%A9", "year"),
        ("year_from=20", "year_from"),
        ("page=-1", "page"),
        ("page=0", "page"),
        ("page=501", "page"),
        ("page=2000000000", "page"),
        ("page=99999999999999999999999999", "page"),
        ("size=0", "size"),
        ("size=101", "size"),
        ("size=1e2", "size"),
        ("sort=x", "sort"),
        ("country=Kenya", "country"),
        ("sdg=3.8", "sdg"),
        ("action_line=health", "action_line"),
        ("status=%00", "status"),
        ("organisation=%3Cscript%3E", "organisation"),
        ("cursor=%F0%9F%92%A9", "cursor"),
        ("cursor=" + "a" * 2001, "cursor"),
        ("q=" + "a" * 501, "q"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_named(query, parameter):
    parsed = parse(QueryDict(query), "en")

    assert [one.parameter for one in parsed.ignored] == [parameter]
    assert parsed.request in (asked(), asked(text="a" * 500))


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        (
            "year_from=2023&year_to=2016",
            Ignored("year_to", "2016", "it lies before the first year"),
        ),
        ("page=0", Ignored("page", "0", "pages count from 1 and reach the first 10,000 results")),
        ("q=" + "a" * 500 + "bc", Ignored("q", "… bc", "a question has up to 500 characters")),
    ],
)
def test_the_reason_says_what_to_do(query, ignored):
    assert parse(QueryDict(query), "en").ignored == (ignored,)


def test_a_last_year_before_the_first_is_left_out():
    assert parse(QueryDict("year_from=2023&year_to=2016"), "en").request == asked(year_from=2023)


def test_well_formed_values_beside_an_unreadable_one_are_kept():
    parsed = parse(QueryDict("year=abc&year=2019"), "en")

    assert parsed.request.filters == {"year": frozenset({"2019"})}
    assert parsed.ignored == (Ignored("year", "abc", "a year has four digits"),)


def test_more_values_than_anybody_chooses_are_cut_once():
    query = QueryDict("&".join(f"organisation=org-{number}" for number in range(200)))

    parsed = parse(query, "en")

    assert len(parsed.request.filters["organisation"]) == 50
    assert parsed.ignored == (Ignored("organisation", "org-50", "only the first 50 values are used"),)


def test_the_values_of_all_filters_together_are_cut():
    query = QueryDict("&".join(f"organisation=org-{number}&kind=kind-{number}" for number in range(40)))

    parsed = parse(query, "en")

    assert sum(map(len, parsed.request.filters.values())) == 50
    assert [one.reason for one in parsed.ignored] == ["only the first 50 values are used"]


@pytest.mark.parametrize(
    "request_",
    [
        asked(),
        asked(text="télémédecine & “quotes” 医疗 ?#="),
        asked(
            text="x",
            filters={"country": frozenset({"KE", "RW"}), "action_line": frozenset({"c7", "c7-e-health"})},
            year_from=2004,
            year_to=2026,
            sort=Sort.TITLE,
            offset=120,
            size=40,
        ),
        asked(cursor="eyJhIjoxfQ"),
    ],
)
def test_writing_and_reading_are_inverse(request_):
    assert read(encode(request_)) == request_


def test_toggle_adds_and_removes_and_returns_to_the_first_page():
    start = asked(text="x", offset=40)

    narrowed = toggle(start, "country", "KE")

    assert narrowed == asked(text="x", filters={"country": frozenset({"KE"})})
    assert toggle(narrowed, "country", "KE") == asked(text="x")


@pytest.mark.parametrize(
    ("request_", "count", "cursor", "next_", "previous"),
    [
        (asked(), 20, "", None, None),
        (asked(), 21, "c", asked(offset=20), None),
        (asked(offset=20), 21, "", None, asked()),
        (asked(offset=9960), 14000, "c", asked(offset=9980), asked(offset=9940)),
        (asked(offset=9980), 14000, "c", asked(cursor="c"), asked(offset=9960)),
        (asked(cursor="c"), 14000, "d", asked(cursor="d"), asked()),
        (asked(cursor="d"), 14000, "", None, asked()),
    ],
)
def test_pages_reach_10_000_results_and_a_cursor_leads_on(request_, count, cursor, next_, previous):
    assert following(request_, count, cursor) == next_
    assert preceding(request_) == previous
