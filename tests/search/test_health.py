"""Health: the process lives, and readiness names the part that fails."""

import datetime as dt

import pytest
from django.utils import timezone

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import outbox
from search.models import OutboxRow


def test_the_process_lives_without_any_part(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_all_is_well(client, shelf):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "failing": [],
        "parts": {"database": "ok", "engine": "ok", "worker": "ok"},
    }


@pytest.mark.parametrize(("seconds", "status"), [(30, 200), (90, 503)])
def test_a_worker_that_is_behind_is_named(client, shelf, seconds, status):
    outbox.enqueue(["a"])
    OutboxRow.objects.update(next_attempt_at=timezone.now() - dt.timedelta(seconds=seconds))

    response = client.get("/readyz")

    assert response.status_code == status
    assert response.json()["failing"] == (["worker"] if status == 503 else [])


def test_an_engine_that_is_down_is_named(client, shelf, monkeypatch):
    monkeypatch.setattr(service, "engine", unavailable)

    response = client.get("/readyz")

    assert (response.status_code, response.json()["failing"]) == (503, ["engine"])
    assert response.json()["parts"]["engine"] == "does not answer"


def unavailable():
    raise EngineUnavailable("down")
