"""A new generation beside the one that answers."""

from __future__ import annotations

import datetime as dt

import pytest

from search.engines.base import Engine, StaleCursor
from search.types import (
    Applied,
    Operation,
    Sort,
)
from tests.search.engines.contract.asking import ask, ids
from tests.search.engines.corpus import record, removal, upserts


def test_a_rebuild_is_invisible_until_it_is_committed(engine: Engine, other: Engine) -> None:
    engine.apply(upserts([record("old", title="Old")]))
    rebuild = engine.begin_rebuild()
    assert rebuild.apply(upserts([record("new", title="Brand new")])) == Applied(done=1)
    assert rebuild.apply(upserts([record("new", version=2, title="Brand newer")])) == Applied(done=1)
    assert (ids(engine), ids(other), engine.health().documents) == (["old"], ["old"], 1)
    name = rebuild.commit()
    assert (ids(engine), ids(other)) == (["new"], ["new"])
    assert engine.health().generation == name != ""
    assert ask(engine).hits[0].text.title == "Brand newer"


def test_an_aborted_rebuild_leaves_nothing(engine: Engine) -> None:
    engine.apply(upserts([record("old", title="Old")]))
    before = engine.health()
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts([record("new", title="New")]))
    rebuild.abort()
    assert ids(engine) == ["old"]
    assert engine.health() == before
    assert engine.begin_rebuild().commit() != before.generation


def test_aborting_after_the_commit_changes_nothing(engine: Engine) -> None:
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts([record("new", title="New")]))
    rebuild.commit()
    rebuild.abort()
    assert ids(engine) == ["new"]


def test_a_rebuild_makes_the_spelling_dictionary(engine: Engine) -> None:
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts(record(id, title="Telemedicine") for id in "ab"))
    rebuild.commit()
    assert ask(engine, "telemedicin").count == 2
    assert ask(engine, "telemmedicine").did_you_mean == "telemedicine"


def test_a_cursor_does_not_outlive_its_generation(engine: Engine) -> None:
    engine.apply(upserts(record(id, title="Radio") for id in "abc"))
    cursors = {
        (text, sort): ask(engine, text, sort=sort, size=1).next_cursor
        for text in ("", "radio")
        for sort in Sort
    }
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts(record(id, title="Radio") for id in "abc"))
    rebuild.commit()
    for (text, sort), cursor in cursors.items():
        with pytest.raises(StaleCursor):
            ask(engine, text, sort=sort, cursor=cursor)


def test_a_rebuild_carries_over_what_was_written_meanwhile(engine: Engine) -> None:
    engine.apply(upserts(record(id, title="Before") for id in ("kept", "changed", "withdrawn", "gone")))
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts(record(id, title="Rebuilt") for id in ("kept", "changed", "withdrawn")))
    engine.apply(
        [*upserts([record("changed", version=2, title="Meanwhile"), record("new", title="Meanwhile")])]
    )
    engine.apply([removal("withdrawn", 2)])
    rebuild.commit()
    titles = {hit.id: hit.text.title for hit in ask(engine).hits}
    assert titles == {"kept": "Rebuilt", "changed": "Meanwhile", "new": "Meanwhile"}
    assert list(engine.versions()) == [("changed", 2), ("kept", 1), ("new", 1)]


def test_what_is_carried_over_keeps_its_place_in_every_order(engine: Engine) -> None:
    moment = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts([record("rebuilt", title="B", date=dt.date(2019, 5, 1), published=moment)]))
    later = {"date": dt.date(2020, 5, 1), "published": moment + dt.timedelta(days=1)}
    engine.apply(upserts([record("meanwhile", title="A", **later)]))
    rebuild.commit()
    for sort in (Sort.NEWEST, Sort.TITLE, Sort.PUBLISHED):
        assert ids(engine, sort=sort) == ["meanwhile", "rebuilt"]
    assert ids(engine, sort=Sort.OLDEST) == ["rebuilt", "meanwhile"]


def test_a_late_message_does_not_resurrect_after_a_rebuild(engine: Engine) -> None:
    engine.apply([*upserts([record("a", title="Radio")]), removal("a", 3)])
    engine.begin_rebuild().commit()
    assert engine.apply([Operation("a", 2, record("a", title="Radio"))]) == Applied(stale=1)
    assert ids(engine) == []


def test_a_rebuild_overrules_an_old_removal(engine: Engine) -> None:
    """After a database was restored from a backup, the database is right."""
    engine.apply([removal("a", 3)])
    rebuild = engine.begin_rebuild()
    rebuild.apply(upserts([record("a", version=2, title="Radio")]))
    rebuild.commit()
    assert ids(engine, "radio") == ["a"]
