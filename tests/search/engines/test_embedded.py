"""The embedded engine keeps the contract, and what is special about an index in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from search import budget
from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.generations import Generations
from search.types import Operation, SearchRequest
from tests.search.engines.conftest import Factory
from tests.search.engines.contract import *  # noqa: F403 - tests that every engine passes
from tests.search.engines.corpus import LIBRARY, record, upserts

GAPS: dict[str, str] = {}
"""What this engine lacks of the contract: the name of a test -> why it is skipped."""


@pytest.fixture(scope="module")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Factory:
    root = tmp_path_factory.mktemp("embedded")
    return lambda name: EmbeddedEngine(root / name)


def generations(root: Path) -> list[str]:
    return sorted(path.name for path in root.glob("gen-*"))


def test_nothing_is_opened_before_the_first_question(tmp_path: Path) -> None:
    EmbeddedEngine(tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_a_writer_is_waited_for_only_so_long(tmp_path: Path) -> None:
    busy, waiting = EmbeddedEngine(tmp_path), EmbeddedEngine(tmp_path, lock_wait=0.05)
    busy.apply(upserts([record("a", title="Radio")]))
    with pytest.raises(EngineUnavailable, match="Another process is writing"):
        waiting.apply(upserts([record("b", title="Radio")]))
    busy.close()
    assert waiting.apply(upserts([record("b", title="Radio")])).done == 1
    waiting.close()


@pytest.mark.parametrize("end", ["commit", "abort"])
def test_a_folder_that_vanishes_during_a_rebuild_is_an_outage(tmp_path: Path, end: str) -> None:
    engine = EmbeddedEngine(tmp_path / "index")
    filling = engine.begin_rebuild()
    filling.apply(upserts([record("a", title="Radio")]))
    (tmp_path / "index").rename(tmp_path / "gone")

    with pytest.raises(EngineUnavailable):
        getattr(filling, end)()

    engine.begin_rebuild().commit()
    assert engine.health().ok
    engine.close()


def test_a_reader_waits_for_the_first_generation_as_long_as_the_request_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setattr("time.sleep", lambda seconds: now.append(now.pop() + seconds))
    another = Generations(tmp_path)
    with another.exclusive(), budget.spending(), pytest.raises(EngineUnavailable):
        EmbeddedEngine(tmp_path).search(SearchRequest())
    assert round(now[0], 1) == budget.SECONDS


def test_a_writer_lets_go_by_itself(tmp_path: Path) -> None:
    first, second = EmbeddedEngine(tmp_path), EmbeddedEngine(tmp_path)
    for engine, id in ((first, "a"), (second, "b"), (first, "c")):
        engine.apply(upserts([record(id, title="Radio")]))
    assert [id for id, _ in second.versions()] == ["a", "b", "c"]
    first.close()
    second.close()


def test_one_rebuild_at_a_time(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    rebuild = engine.begin_rebuild()
    with pytest.raises(EngineUnavailable, match="Another rebuild"):
        engine.begin_rebuild()
    rebuild.abort()
    engine.begin_rebuild().abort()


def test_the_generation_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    for _ in range(4):
        engine.begin_rebuild().commit()
    assert generations(tmp_path) == ["gen-3", "gen-4", "gen-5"]
    assert engine.health().generation == "gen-5"


def test_what_a_killed_rebuild_left_is_removed(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    engine.apply(upserts(LIBRARY))
    (tmp_path / "gen-7" / "documents").mkdir(parents=True)
    rebuild = engine.begin_rebuild()
    assert generations(tmp_path) == ["gen-1", "gen-2"]
    rebuild.abort()
    engine.close()


def test_a_failing_batch_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Iterator[Operation]:
        yield from upserts(LIBRARY)
        raise RuntimeError("the database went away")

    engine = EmbeddedEngine(tmp_path)
    with pytest.raises(RuntimeError, match="went away"):
        engine.apply(failing())
    assert engine.health().documents == 0
    assert engine.apply(upserts(LIBRARY)).done == len(LIBRARY)
    engine.close()


def test_a_damaged_index_is_unavailable_and_says_so(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    engine.apply(upserts(LIBRARY))
    engine.close()
    (tmp_path / "gen-1" / "documents" / "meta.json").write_text("{")
    with pytest.raises(EngineUnavailable):
        engine.search(SearchRequest())
    assert (engine.health().ok, engine.health().detail != "") == (False, True)


def test_a_forked_process_reads_with_a_view_of_its_own(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    engine.apply(upserts(LIBRARY))
    engine.search(SearchRequest("rural"))
    child = os.fork()
    if child == 0:
        found = engine.search(SearchRequest("rural", rescue=False)).count
        os._exit(found)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 2
    engine.close()
