"""Whether this process lives, and whether all it needs to answer works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import outbox

LONGEST_LAG = dt.timedelta(seconds=60)
"""How long a change may wait for the worker before the site counts as unwell."""


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 503 when a part fails, and say which."""
    parts = {name: check() for name, check in CHECKS.items()}
    failing = [name for name, fault in parts.items() if fault]
    body = {
        "status": "failing" if failing else "ok",
        "failing": failing,
        "parts": {name: fault or "ok" for name, fault in parts.items()},
    }
    return JsonResponse(body, status=503 if failing else 200)


def check_database() -> str:
    """Return what is wrong with the database; empty when nothing is."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "does not answer"
    return ""


def check_engine() -> str:
    try:
        health = service.engine().health()
    except EngineUnavailable:
        return "does not answer"
    return "" if health.ok else health.detail or "unwell"


def check_worker() -> str:
    """Return how far the worker is behind when it is too far."""
    try:
        lag = outbox.lag()
    except Error:
        return "unknown without the database"
    return f"{int(lag.total_seconds())} seconds behind" if lag > LONGEST_LAG else ""


CHECKS: dict[str, Callable[[], str]] = {
    "database": check_database,
    "engine": check_engine,
    "worker": check_worker,
}
