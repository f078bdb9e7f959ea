"""Batches, versions, removals."""

from __future__ import annotations

import itertools

import pytest

from search.engines.base import Engine
from search.types import (
    Applied,
    DocumentText,
    Operation,
    SearchRequest,
    SearchResult,
    Sort,
)
from tests.search.engines.contract.asking import ALL_FACETS, STRICT, ask, counts, ids
from tests.search.engines.corpus import LIBRARY, record, removal, upserts

WORDING = [
    Operation("v", 1, record("v", title="First wording")),
    Operation("v", 2, record("v", title="Second wording")),
    removal("v", 3),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_operations_may_come_in_any_order(engine: Engine, order: tuple[int, ...]) -> None:
    for position in order:
        engine.apply([WORDING[position]])
    assert ids(engine, "wording", **STRICT) == []
    assert list(engine.versions()) == []
    assert engine.apply(WORDING) == Applied(stale=3)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_batch_may_hold_a_record_more_than_once(engine: Engine, order: tuple[int, ...]) -> None:
    operations = [WORDING[0], WORDING[1], Operation("v", 3, record("v", title="Third wording"))]
    engine.apply([operations[position] for position in order])
    assert [hit.text.title for hit in ask(engine, "wording").hits] == ["Third wording"]
    assert list(engine.versions()) == [("v", 3)]


def test_a_batch_says_what_became_of_it(engine: Engine) -> None:
    assert engine.apply([WORDING[0], WORDING[0], WORDING[1]]) == Applied(done=2, stale=1)
    assert engine.apply([]) == Applied()


def test_a_newer_version_replaces_words_and_facets(engine: Engine) -> None:
    engine.apply(upserts([record("a", title="Telemedicine", facets={"country": ("IN",)})]))
    engine.apply(upserts([record("a", version=2, title="Fisheries", facets={"country": ("SN",)})]))
    result = ask(engine, facets=("country",))
    assert (result.count, counts(result, "country")) == (1, [("SN", 1)])
    assert ids(engine, "telemedicine", **STRICT) == []
    assert ids(engine, "fisheries") == ["a"]


def test_a_record_can_come_back_after_its_removal(engine: Engine) -> None:
    engine.apply([*WORDING, Operation("v", 4, record("v", title="Fourth wording"))])
    assert ids(engine, "wording") == ["v"]


def test_the_operations_version_counts(engine: Engine) -> None:
    engine.apply([Operation("a", 7, record("a", version=0, title="Radio"))])
    assert list(engine.versions()) == [("a", 7)]


def test_an_impossible_document_fails_alone(engine: Engine) -> None:
    broken = Operation("broken", -1, record("broken", title="Radio"))
    empty = Operation("empty", 1, record("empty").__class__("empty", 1, {}))
    applied = engine.apply([broken, empty, *upserts([record("whole", title="Radio")])])
    assert (applied.done, applied.stale) == (1, 0)
    assert [failure.id for failure in applied.failed] == ["broken", "empty"]
    assert list(engine.versions()) == [("whole", 1)]


def test_hostile_documents_are_kept_as_they_are_or_cleaned(engine: Engine) -> None:
    text = DocumentText("<script>\x00 \ud800 title", "s" * 200_000, "字" * 50_000)
    assert engine.apply(upserts([record("a", texts={"en": text}, organisation="\udfff")])) == Applied(done=1)
    (hit,) = ask(engine, "title").hits
    assert hit.title_html == "&lt;script&gt;\x00 ? <mark>title</mark>"
    assert hit.text.title.encode()


def test_versions_come_ordered_by_id_and_without_removed_records(library: Engine, engine: Engine) -> None:
    assert list(library.versions()) == sorted((document.id, 1) for document in LIBRARY)
    engine.apply(upserts(record(id, version=5, title="x") for id in ("b", "10", "a", "9")))
    engine.apply([removal("a", 6)])
    assert list(engine.versions()) == [("10", 5), ("9", 5), ("b", 5)]


def test_another_process_sees_what_was_applied(engine: Engine, other: Engine) -> None:
    assert other.search(SearchRequest()).count == 0
    engine.apply(upserts([record("late", title="Latecomer")]))
    assert ids(other, "latecomer") == ["late"]
    engine.apply([removal("late", 2)])
    assert ids(other) == []


def test_an_empty_engine_answers(engine: Engine) -> None:
    for sort in Sort:
        assert ask(engine, "nothing here", sort=sort, facets=ALL_FACETS).count == 0
        assert ask(engine, sort=sort, facets=("kind",)) == SearchResult(0, True, (), {"kind": ()})
    assert list(engine.versions()) == []
    assert engine.health().documents == 0


def test_health_counts_living_documents(engine: Engine) -> None:
    engine.apply(upserts(record(id, title="x") for id in "abc"))
    engine.apply([removal("a", 2)])
    health = engine.health()
    assert (health.ok, health.documents) == (True, 2)


def test_an_engine_goes_on_after_it_was_closed(engine: Engine) -> None:
    engine.apply(upserts([record("a", title="Radio")]))
    engine.close()
    engine.close()
    assert ids(engine, "radio") == ["a"]
    engine.apply([removal("a", 2)])
    assert ids(engine, "radio", **STRICT) == []
