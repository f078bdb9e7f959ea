"""The worker as a command: it stops cleanly, and says so when it could not finish."""

import os
import signal

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import worker
from tests.search.conftest import make_document


@pytest.fixture
def _own_signals():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.usefixtures("_own_signals")
def test_the_worker_stops_cleanly(shelf, find, monkeypatch, number):
    shelf.put(make_document("1"))
    monkeypatch.setattr(worker, "drain", signalling(worker.drain, number))

    call_command("search_worker")

    assert find() == ["1"]


@pytest.mark.usefixtures("_own_signals")
def test_the_worker_with_once_says_when_the_engine_is_down(shelf, monkeypatch):
    shelf.put(make_document("1"))
    monkeypatch.setattr(service, "engine", unavailable)

    with pytest.raises(CommandError, match="changes still waiting: down"):
        call_command("search_worker", "--once")


def test_an_engine_that_does_not_exist_is_refused_at_start(settings):
    settings.SEARCH_ENGINE = "solr"

    (error,) = [message for message in run_checks() if message.id == "search.E001"]

    assert error.hint == "Use one of: elasticsearch, embedded."


def test_each_process_opens_its_own_engine(index):
    mine = service.engine()
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.write(writing, b"own" if service.engine() is not mine else b"shared")
        os._exit(0)
    os.waitpid(child, 0)

    assert os.read(reading, 10) == b"own"
    assert service.engine() is mine


def signalling(drain, number):
    """Return a drain that sends this process a signal once it has written something."""

    def drain_and_signal(limit):
        drained = drain(limit)
        if drained.total:
            signal.raise_signal(number)
        return drained

    return drain_and_signal


def unavailable():
    raise EngineUnavailable("down")
