"""Records that editors put first."""

from __future__ import annotations

import itertools

import pytest

from search.engines.base import Engine
from search.types import Sort
from tests.search.engines.contract.asking import ask, counts, ids, only, walk
from tests.search.engines.corpus import record, removal, upserts


def test_pinned_records_come_first_in_their_order_whether_or_not_they_answer(library: Engine) -> None:
    assert ids(library, "rural", pinned=("river", "clinics")) == ["river", "clinics", "schools"]
    assert ids(library, "rural", pinned=("clinics", "river")) == ["clinics", "river", "schools"]


def test_pinned_records_are_counted_like_others(library: Engine) -> None:
    result = ask(library, "rural", pinned=("river",), facets=("country",))
    assert result.count == 3
    assert counts(result, "country") == [("IN", 2), ("CN", 1), ("KE", 1)]


def test_the_best_record_does_not_overtake_a_pinned_one(engine: Engine) -> None:
    engine.apply(upserts([record("pinned", title="Radio"), record("best", title="Solar pumps", quality=1.0)]))
    assert ids(engine, "solar pumps", pinned=("pinned",)) == ["pinned", "best"]


def test_many_records_may_be_pinned(engine: Engine) -> None:
    names = [f"{number}" for number in range(40)]
    engine.apply(upserts(record(name, title="Radio", quality=int(name) % 7 / 7) for name in names))
    assert ids(engine, "radio", pinned=tuple(names), size=40) == names


def test_filters_apply_to_pinned_records(library: Engine) -> None:
    assert ids(library, "rural", pinned=("river", "clinics"), filters=only(country="IN")) == [
        "clinics",
        "schools",
    ]


def test_what_is_pinned_but_gone_or_unknown_is_left_out(engine: Engine) -> None:
    engine.apply([*upserts(record(id, title="Radio") for id in "ab"), removal("b", 2)])
    assert ids(engine, "radio", pinned=("b", "nothing", "\ud800", "")) == ["a"]


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.TITLE])
def test_other_orders_pin_nothing(library: Engine, sort: Sort) -> None:
    assert ids(library, "rural", sort=sort, pinned=("river",)) == ids(library, "rural", sort=sort)


def test_without_words_nothing_is_pinned(library: Engine) -> None:
    assert ids(library, pinned=("nile",)) == ids(library)


def test_pages_with_pinned_records_are_complete_and_without_doubles(engine: Engine) -> None:
    names = [f"n{number:02}" for number in range(25)]
    engine.apply(upserts(record(name, title="Radio") for name in names))
    pages = walk(engine, {"text": "radio", "pinned": ("n20", "n03"), "size": 10})
    assert pages[0][:2] == ["n20", "n03"]
    assert sorted(itertools.chain(*pages)) == names
