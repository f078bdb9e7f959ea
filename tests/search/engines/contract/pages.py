"""Pages by offset and by cursor, and their limits."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from search.engines.base import Engine, StaleCursor
from search.types import (
    Sort,
)
from tests.search.engines.contract.asking import ask, ids, walk
from tests.search.engines.corpus import LIBRARY, record, upserts


@pytest.mark.parametrize(
    "request_",
    [
        {"text": "common"},
        {"text": "common", "sort": Sort.NEWEST},
        {"sort": Sort.NEWEST},
        {"sort": Sort.OLDEST},
        {"sort": Sort.TITLE},
        {"sort": Sort.TITLE, "text": "common", "language": "fr"},
    ],
)
def test_pages_are_complete_and_without_doubles(engine: Engine, request_: dict[str, object]) -> None:
    days = (dt.date(2001, 1, 1), dt.date(2002, 1, 1), None)
    wanted = [f"n{number:02}" for number in range(57)]
    for part in (wanted[:20], wanted[20:40], wanted[40:]):
        engine.apply(upserts(record(id, title="Common word", date=days[int(id[1:]) % 3]) for id in part))
    pages = walk(engine, {**request_, "size": 10})
    by_offset = [ids(engine, offset=offset, size=10, **request_) for offset in range(0, 60, 10)]  # type: ignore[arg-type]  # fields by name
    assert [len(page) for page in pages] == [10, 10, 10, 10, 10, 7]
    assert pages == by_offset
    assert sorted(itertools.chain(*pages)) == wanted


def test_the_count_stays_the_same_on_every_page(library: Engine) -> None:
    first = ask(library, size=3, sort=Sort.NEWEST)
    second = ask(library, size=3, sort=Sort.NEWEST, cursor=first.next_cursor)
    assert (first.count, second.count) == (len(LIBRARY), len(LIBRARY))


def test_the_last_page_has_no_cursor(library: Engine) -> None:
    for sort in Sort:
        assert ask(library, "rural", sort=sort, size=2).next_cursor == ""
        assert ask(library, "rural", sort=sort, size=1).next_cursor != ""


def test_a_page_past_the_end_is_empty(library: Engine) -> None:
    for sort in Sort:
        result = ask(library, "rural", sort=sort, offset=50)
        assert (result.count, result.hits, result.next_cursor) == (2, (), "")


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.TITLE])
def test_a_cursor_goes_on_where_it_was_although_records_came_before_it(engine: Engine, sort: Sort) -> None:
    day = dt.date(2020, 6, 15)
    engine.apply(upserts(record(f"{n}", title=f"m{n}", date=day + dt.timedelta(n)) for n in range(1, 7)))
    first = ask(engine, sort=sort, size=3)
    sooner = {"date": day + dt.timedelta(99 if sort is Sort.NEWEST else -99)}
    engine.apply(upserts([record("new", title="a", **sooner)]))
    rest = ids(engine, sort=sort, size=3, cursor=first.next_cursor)
    expected = ["3", "2", "1"] if sort is Sort.NEWEST else ["4", "5", "6"]
    assert rest == expected


@pytest.mark.parametrize("cursor", ["x", "\x00", "é", "a" * 5000, "AAAA", "====", "bm90aGluZw", "\ud800"])
def test_a_cursor_that_is_not_ours_is_refused(library: Engine, cursor: str) -> None:
    for sort in Sort:
        with pytest.raises(StaleCursor):
            ask(library, sort=sort, cursor=cursor)


def test_a_cursor_of_another_order_is_refused(library: Engine) -> None:
    cursor = ask(library, sort=Sort.TITLE, size=1).next_cursor
    with pytest.raises(StaleCursor):
        ask(library, sort=Sort.NEWEST, cursor=cursor)


@pytest.mark.parametrize(
    ("size", "offset", "expected"),
    [
        (0, 0, 1),
        (-5, -5, 1),
        (10**12, 0, len(LIBRARY)),
        (20, 2_000_000_000, 0),
        (2**63, 2**64, 0),
        (1, -(2**70), 1),
    ],
)
def test_sizes_and_offsets_are_brought_within_limits(
    library: Engine, size: int, offset: int, expected: int
) -> None:
    for sort in Sort:
        assert len(ask(library, sort=sort, size=size, offset=offset).hits) == expected


def test_a_page_has_at_most_a_hundred_hits(engine: Engine) -> None:
    engine.apply(upserts(record(f"{number}", title="x") for number in range(120)))
    assert len(ask(engine, size=1_000).hits) == 100
