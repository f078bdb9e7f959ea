"""Whether this process lives, and whether all it needs to answer works."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from cms.moderation.notices import mails as notices
from search import budget, service
from search.engines.base import EngineUnavailable
from search.indexing import outbox
from search.models import Upkeep

LONGEST_LAG = dt.timedelta(seconds=60)
"""How long a change may wait for the worker before the site counts as unwell."""
LONGEST_SILENCE = dt.timedelta(seconds=60)
"""How long the worker may give no sign of life."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing the site needs, and its figures."""

    fault: str = ""
    """What is wrong; empty when nothing is."""
    fails: bool = True
    """Whether readers notice the fault; otherwise it is an operator's to mend."""
    figures: Mapping[str, Any] = field(default_factory=dict)


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@never_cache
@budget.shared()
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 503 when a part fails, and say which; 200 with "degraded" where readers are still served."""
    parts = {name: check() for name, check in CHECKS.items()}
    failing = [name for name, part in parts.items() if part.fault and part.fails]
    degraded = [name for name, part in parts.items() if part.fault and not part.fails]
    body = {
        "status": "failing" if failing else "degraded" if degraded else "ok",
        "failing": failing,
        "degraded": degraded,
        "parts": {name: part.fault or "ok" for name, part in parts.items()},
        "figures": {name: figure for part in parts.values() for name, figure in part.figures.items()},
    }
    return JsonResponse(body, status=503 if failing else 200)


def check_database() -> Part:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return Part("does not answer")
    return Part()


def check_engine() -> Part:
    try:
        with service.asking() as engine:
            health = engine.health()
        lost = service.is_lost()
    except EngineUnavailable:
        return Part("does not answer")
    except Error:
        return Part("unknown without the database")
    figures = {"engine": health.detail, "generation": health.generation, "documents": health.documents}
    if not health.ok:
        return Part(health.detail or "unwell", figures=figures)
    return Part("is empty and waits to be filled again" if lost else "", figures=figures)


def check_worker() -> Part:
    """Behind by too long, it fails; silent while nothing waits, nobody notices yet."""
    try:
        backlog = outbox.backlog()
        silence = worker_silence()
    except Error:
        return Part("unknown without the database")
    seconds = int(backlog.lag.total_seconds())
    figures = {"lag_seconds": seconds, "waiting": backlog.waiting}
    if backlog.lag > LONGEST_LAG:
        return Part(f"{seconds} seconds behind", figures=figures)
    if silence is None or silence > LONGEST_SILENCE:
        return Part("gives no sign of life", fails=False, figures=figures)
    return Part(figures=figures)


def check_records() -> Part:
    try:
        parked = outbox.backlog().parked
    except Error:
        return Part("unknown without the database")
    return Part(f"{parked} cannot be indexed" if parked else "", fails=False, figures={"parked": parked})


def check_mail() -> Part:
    """News that cannot be told to somebody are tried again and again; the mail worker's log says why."""
    try:
        untold = notices.overdue(now=timezone.now())
    except Error:
        return Part("unknown without the database")
    return Part(f"{untold} wait for news too long" if untold else "", fails=False, figures={"untold": untold})


def worker_silence() -> dt.timedelta | None:
    """Return for how long the worker has given no sign of life; None if it never did."""
    watched = Upkeep.objects.filter(work=Upkeep.Work.WATCHED).values_list("done_at", flat=True).first()
    return timezone.now() - watched if watched else None


CHECKS: dict[str, Callable[[], Part]] = {
    "database": check_database,
    "engine": check_engine,
    "worker": check_worker,
    "records": check_records,
    "mail": check_mail,
}
