"""The desk with much that waits: its list, a page decided on, fifty pages decided on, and the repository of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from cms.accounts.enums import Role
from cms.bench.figures import Figure, counted, spread, timed
from cms.bench.importing import copy_of, work_off
from cms.bench.moderating import approve, signed_in
from cms.bench.questions import project_addresses, search_addresses
from cms.bench.running import Reader
from cms.bench.scale import Scale
from cms.core.days import today
from cms.demo.staff import with_role
from cms.desk.models import RunDecision
from cms.desk.runs.enums import Choice, Outcome
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage

TOGETHER = 50
"""Pages that are decided on in one go."""


def measure_desk(reader: Reader, scale: Scale) -> Iterator[Figure]:
    """Hand copies of records in, each a probable duplicate of its original, and moderate them."""
    pages = waiting_pages(scale.waiting)
    client = signed_in(with_role(Role.MODERATOR))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    moderator = replace(reader, headers=reader.headers | {"Cookie": cookie})
    waiting, name = reverse("desk_waiting"), f"list of what waits, {scale.waiting:,}"
    yield from spread(name, moderator.times([waiting] * scale.requests), 150)
    yield Figure(f"{name}, queries", queries_for(client, waiting), "queries", 25)
    read = [reverse("desk_page", args=[page.pk]) for page in pages[: scale.requests]]
    yield from spread("page decided on", moderator.times(read), 300)
    yield Figure("page decided on, queries", queries_for(client, read[0]), "queries")
    together, alone = pages[:TOGETHER], pages[TOGETHER:][: scale.publications]
    yield from spread("decision", [timed(partial(approve, client, page)) for page in alone], 300)
    yield from decide_together(client, together)


def measure_past(reader: Reader, scale: Scale) -> Iterator[Figure]:
    """Ask for records and for searches as of today: all that is public was so at the end of the day."""
    day = f"as_of={today()}"
    records = [f"{address}?{day}" for address in project_addresses(scale.requests)]
    yield from spread("record as of a day", reader.times(records), 1_000)
    searches = [f"{address}&{day}" for address in search_addresses(scale.publications)]
    yield from spread("search as of a day", reader.times(searches, warm_up=2), 3_000)


def waiting_pages(count: int) -> list[StocktakingProjectPage]:
    told = StocktakingProjectPage.objects.filter(live=True).order_by("pk")[:count]
    copies = [copy_of(page) for page in told]
    for page in copies:
        page.slug = ""  # The first of them have a copy under the usual one already.
    parents = [
        year_page(year=page.start_date and page.start_date.year, locale=page.locale) for page in copies
    ]
    new = [NewPage(page, parent) for page, parent in zip(copies, parents, strict=True)]
    create_pages(new, state=TargetState.REVIEW, by=with_role(Role.AUTHOR))
    work_off()
    return list(StocktakingProjectPage.objects.filter(pk__in=[page.pk for page in copies]).order_by("pk"))


def queries_for(client: Client, address: str) -> int:
    client.get(address)
    with counted() as counter:
        client.get(address)
    return counter.queries


def decide_together(client: Client, pages: list[StocktakingProjectPage]) -> Iterator[Figure]:
    """Publish pages with one press of the button under their preview. Raises AssertionError unless all are."""
    form = {"choice": Choice.APPROVE.value, "page": [page.pk for page in pages]}
    run = client.post(reverse("desk_waiting"), form).headers["Location"]
    yield Figure(f"preview of {len(pages)} decisions", round(timed(lambda: client.get(run)), 2), "s")
    seconds = timed(lambda: client.post(run, {"carry_out": "1"}))
    decisions = RunDecision.objects.filter(run=resolve(run).kwargs["pk"])
    if decisions.filter(outcome=Outcome.DONE).count() != len(pages):
        raise AssertionError("Not all were published.")
    yield Figure(f"{len(pages)} decisions together", round(seconds, 2), "s", 3)
