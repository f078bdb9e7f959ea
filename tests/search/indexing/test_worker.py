"""The worker: what is published is found, what is withdrawn is gone, and nothing is lost on the way."""

import threading
from dataclasses import replace

import pytest
from django.db import OperationalError

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import outbox, worker
from search.indexing.worker import Drained
from search.models import OutboxRow
from search.types import Operation
from tests.search.conftest import make_document


def test_published_is_found_and_withdrawn_is_gone(shelf, find):
    shelf.put(make_document("a", "Rural telemedicine"), make_document("b", "Village radio"))
    assert worker.drain() == Drained(written=2)
    assert find("telemedicine") == ["a"]

    shelf.take("a")
    assert worker.drain() == Drained(removed=1)
    assert find("telemedicine") == []
    assert worker.drain() == Drained()


def test_a_late_message_cannot_bring_a_withdrawn_record_back(shelf, find, drain):
    shelf.put(document := make_document("a", "Rural telemedicine"))
    drain()
    shelf.take("a")
    drain()

    applied = service.engine().apply([Operation("a", 1, replace(document, version=1))])

    assert applied.stale == 1
    assert dict(service.engine().versions()) == {}
    assert find("telemedicine") == []


def test_published_again_after_withdrawal_is_found_again(shelf, find, drain):
    shelf.put(make_document("a", "Rural telemedicine"))
    shelf.take("a")
    shelf.put(make_document("a", "Rural telemedicine again"))
    drain()

    assert find("telemedicine") == ["a"]
    assert dict(service.engine().versions()) == outbox.versions(["a"])


def test_a_record_that_cannot_be_built_is_parked_alone(shelf, find):
    shelf.put(make_document("a"), make_document("poison"), make_document("z"))
    shelf.unbuildable = {"poison"}

    assert worker.drain() == Drained(written=2, parked=1)
    assert sorted(find()) == ["a", "z"]
    row = OutboxRow.objects.get(document_id="poison")
    assert (row.attempts, row.applied_version, row.last_error) == (1, 0, "ValueError('cannot build poison')")
    assert worker.drain() == Drained()


def test_a_record_that_cannot_be_written_is_parked_alone(shelf, find):
    shelf.put(make_document("a"), make_document("poison", texts={}))

    assert worker.drain() == Drained(written=1, parked=1)
    assert find() == ["a"]
    assert OutboxRow.objects.get(document_id="poison").attempts == 1


def test_a_mended_record_is_indexed_when_its_turn_comes(shelf, find, time_machine):
    time_machine.move_to("2026-03-01T12:00Z", tick=False)
    shelf.put(make_document("a"))
    shelf.unbuildable = {"a"}
    worker.drain()
    shelf.unbuildable = set()
    assert worker.drain() == Drained()

    time_machine.shift(outbox.FIRST_PAUSE)

    assert worker.drain() == Drained(written=1)
    assert find() == ["a"]
    assert OutboxRow.objects.values_list("attempts", "last_error").get() == (0, "")


def test_while_the_engine_is_down_everything_waits(shelf, find, drain, monkeypatch):
    shelf.put(make_document("a"), make_document("b"))

    with monkeypatch.context() as patch:
        patch.setattr(type(service.engine()), "apply", unavailable)
        with pytest.raises(EngineUnavailable):
            worker.drain()

    assert list(OutboxRow.objects.values_list("attempts", "applied_version")) == [(0, 0), (0, 0)]
    drain()
    assert sorted(find()) == ["a", "b"]


def test_an_engine_that_fails_on_everything_is_down_and_no_record_is_to_blame(shelf, monkeypatch):
    shelf.put(make_document("a"), make_document("b"))
    monkeypatch.setattr(type(service.engine()), "apply", broken)

    with pytest.raises(EngineUnavailable):
        worker.drain()

    assert list(OutboxRow.objects.values_list("attempts", flat=True)) == [0, 0]


def test_the_loop_outlives_an_engine_that_is_down_and_a_locked_database(db, monkeypatch):
    stop = threading.Event()
    answers = iter([EngineUnavailable("down"), OperationalError("database is locked"), Drained(written=1)])
    monkeypatch.setattr(worker, "POLL", 0.001)

    def drain(limit: int) -> Drained:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        stop.set()
        return answer

    monkeypatch.setattr(worker, "drain", drain)

    worker.run(stop)

    assert next(answers, None) is None


def test_the_loop_with_once_ends_when_nothing_is_due(shelf, find):
    shelf.put(*(make_document(f"{number}") for number in range(5)))

    worker.run(threading.Event(), once=True, limit=2)

    assert len(find()) == 5


def unavailable(engine, operations):
    raise EngineUnavailable("down")


def broken(engine, operations):
    raise OSError("no space left on device")
