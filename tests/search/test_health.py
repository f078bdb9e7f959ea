"""Health: the process lives, and readiness names the part that fails, with the figures an operator asks for."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.moderation.enums import News
from cms.moderation.models import Notice
from search import service
from search.engines.base import EngineUnavailable
from search.indexing import outbox, worker
from search.models import OutboxRow, Upkeep
from tests.factories import ProjectFactory, person
from tests.search.conftest import make_document


@pytest.fixture
def watched(shelf):
    """A worker that gave a sign of life just now."""
    Upkeep.note(Upkeep.Work.WATCHED)
    return shelf


def test_the_process_lives_without_any_part(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_all_is_well(client, watched, drain):
    watched.put(make_document("a"), make_document("b"))
    drain()

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "failing": [],
        "degraded": [],
        "parts": {"database": "ok", "engine": "ok", "worker": "ok", "records": "ok", "mail": "ok"},
        "figures": {
            "engine": service.engine().health().detail,
            "generation": service.engine().health().generation,
            "documents": 2,
            "lag_seconds": 0,
            "waiting": 0,
            "parked": 0,
            "untold": 0,
        },
    }


@pytest.mark.parametrize(("seconds", "status"), [(30, 200), (90, 503)])
def test_a_worker_that_is_behind_is_named(client, watched, seconds, status):
    outbox.enqueue(["a"])
    OutboxRow.objects.update(next_attempt_at=timezone.now() - dt.timedelta(seconds=seconds))

    response = client.get("/readyz")

    assert response.status_code == status
    assert response.json()["failing"] == (["worker"] if status == 503 else [])
    assert response.json()["figures"]["lag_seconds"] in (seconds, seconds + 1)


def test_an_engine_that_is_down_is_named(client, watched, monkeypatch):
    monkeypatch.setattr(service, "engine", unavailable)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["failing"]) == (503, ["engine"])
    assert response.json()["parts"]["engine"] == "does not answer"


def test_an_index_that_was_lost_is_named(client, watched):
    outbox.enqueue(["a"])
    outbox.mark_applied(outbox.due(10))

    response = client.get("/readyz")

    assert (response.status_code, response.json()["failing"]) == (503, ["engine"])
    assert response.json()["parts"]["engine"] == "is empty and waits to be filled again"


def test_records_that_cannot_be_indexed_degrade_the_site_and_do_not_close_it(client, watched):
    watched.put(make_document("a"), make_document("poison"))
    watched.unbuildable = {"poison"}
    worker.drain()

    response = client.get("/readyz")

    body = response.json()
    assert (response.status_code, body["status"], body["degraded"]) == (200, "degraded", ["records"])
    assert body["parts"]["records"] == "1 cannot be indexed"
    assert (body["figures"]["parked"], body["figures"]["waiting"]) == (1, 1)


@pytest.mark.parametrize("seconds", [None, 90])
def test_a_worker_that_is_silent_while_nothing_waits_is_an_operators_matter(client, watched, seconds):
    Upkeep.objects.all().delete()
    if seconds:
        done_at = timezone.now() - dt.timedelta(seconds=seconds)
        Upkeep.objects.create(work=Upkeep.Work.WATCHED, done_at=done_at)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["degraded"]) == (200, ["worker"])
    assert response.json()["parts"]["worker"] == "gives no sign of life"


def test_news_that_nobody_was_told_degrade_the_site(client, watched, repository):
    notice = Notice.objects.create(page=ProjectFactory(), person=person(), news=News.PUBLISHED)
    Notice.objects.filter(pk=notice.pk).update(at=timezone.now() - dt.timedelta(minutes=16))

    body = client.get("/readyz").json()

    assert (body["status"], body["degraded"]) == ("degraded", ["mail"])
    assert body["parts"]["mail"] == "1 wait for news too long"
    assert body["figures"]["untold"] == 1


def unavailable():
    raise EngineUnavailable("down")
