"""Filters, and the counts beside them."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.types import (
    FacetCount,
)
from tests.search.engines.contract.asking import ALL_FACETS, ask, counts, ids, only
from tests.search.engines.corpus import NEWEST, record, upserts


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (only(country=("RU", "CN")), ["river", "taiga"]),
        (only(country="IN", sdg=("3", "1")), ["clinics"]),
        (only(country="IN", sdg="2"), []),
        (only(action_line="c7"), ["clinics", "schools"]),
        (only(action_line="c7-e-health"), ["clinics"]),
        (only(language="und"), ["lagoon"]),
        (only(kind="entry"), ["lagoon"]),
        (only(prize=("nominee", "champion")), ["prices", "andes"]),
        (only(country="in"), []),
        ({"country": frozenset()}, list(NEWEST)),
        (only(nothing="x"), list(NEWEST)),
    ],
)
def test_values_of_a_field_are_alternatives_and_fields_are_conditions(
    library: Engine, filters: dict[str, frozenset[str]], found: list[str]
) -> None:
    assert ids(library, filters=filters) == found


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (2020, 2021, ["schools", "prices"]),
        (2022, None, ["river", "clinics"]),
        (None, 2018, ["taiga", "nile"]),
        (2021, 2020, []),
        (-5, 10**30, [id for id in NEWEST if id != "lagoon"]),
        (10**30, None, []),
    ],
)
def test_a_range_of_years_includes_both_ends_and_no_undated(
    library: Engine, first: int | None, last: int | None, found: list[str]
) -> None:
    assert ids(library, year_from=first, year_to=last) == found


def test_words_and_filters_narrow_together(library: Engine) -> None:
    assert ids(library, "rural", filters=only(sdg="3")) == ["clinics"]


def test_facets_are_most_frequent_first_and_equal_ones_by_key(library: Engine) -> None:
    assert counts(ask(library, facets=("country",)), "country") == [
        ("IN", 2), ("KE", 2), ("BR", 1), ("CI", 1), ("CN", 1), ("EG", 1), ("PE", 1), ("RU", 1),
    ]  # fmt: skip


def test_years_are_ordered_by_value(library: Engine) -> None:
    years = ("2017", "2018", "2019", "2020", "2021", "2022", "2023")
    assert counts(ask(library, facets=("year",)), "year") == [(year, 1) for year in years]


def test_only_the_facets_asked_for_are_counted(library: Engine) -> None:
    assert ask(library).facets == {}
    assert list(ask(library, facets=("sdg", "kind", "nothing")).facets) == ["sdg", "kind"]
    assert list(ask(library, facets=ALL_FACETS).facets) == list(ALL_FACETS)


def test_a_facet_ignores_its_own_filter_and_obeys_the_others(library: Engine) -> None:
    result = ask(library, filters=only(sdg="4", country=("IN", "KE")), facets=("sdg", "country", "language"))
    assert [hit.id for hit in result.hits] == ["schools"]
    assert result.facets["sdg"] == (
        FacetCount("1", 1), FacetCount("2", 1), FacetCount("3", 1), FacetCount("4", 1, True), FacetCount("5", 1),
    )  # fmt: skip
    assert result.facets["country"] == (
        FacetCount("CN", 1), FacetCount("EG", 1), FacetCount("IN", 1, True), FacetCount("KE", 1, True),
        FacetCount("PE", 1), FacetCount("RU", 1),
    )  # fmt: skip
    assert result.facets["language"] == (FacetCount("en", 1), FacetCount("fr", 1))


def test_a_range_of_years_is_the_years_own_filter(library: Engine) -> None:
    result = ask(library, year_from=2022, year_to=2022, facets=("year", "country"))
    assert len(result.facets["year"]) == 7
    assert result.facets["country"] == (FacetCount("IN", 1),)


def test_chosen_years_and_a_range_are_left_out_of_the_years_together(library: Engine) -> None:
    result = ask(library, filters=only(year="2022"), year_from=2021, facets=("year",))
    assert [hit.id for hit in result.hits] == ["clinics"]
    assert [facet.key for facet in result.facets["year"] if facet.selected] == ["2022"]
    assert len(result.facets["year"]) == 7


def test_a_chosen_value_without_hits_is_listed_with_none(library: Engine) -> None:
    result = ask(library, "telemedicine", filters=only(country="ZZ"), facets=("country",))
    assert result.facets["country"] == (FacetCount("IN", 1), FacetCount("ZZ", 0, True))


def test_facets_count_what_the_words_find(library: Engine) -> None:
    assert counts(ask(library, "rural", facets=("sdg",)), "sdg") == [("3", 1), ("4", 1), ("5", 1)]


def test_a_facet_has_at_most_a_thousand_values_and_the_chosen_ones(engine: Engine) -> None:
    names = [f"org-{number:04}" for number in range(1_200)]
    engine.apply(upserts(record(name, title="x", facets={"organisation": (name,)}) for name in names))
    engine.apply(upserts([record("second", title="x", facets={"organisation": ("org-1100",)})]))
    facet = ask(engine, filters=only(organisation="org-1199"), facets=("organisation",)).facets[
        "organisation"
    ]
    assert facet[0] == FacetCount("org-1100", 2)
    assert FacetCount("org-1199", 1, True) in facet
    assert len(facet) in (1_000, 1_001)
