"""Publishing a page through moderation: what the request costs, and when the public finds it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.bench.figures import Figure, counted, milliseconds, percentile, timed
from cms.bench.scale import Scale
from cms.demo.staff import with_role
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import Move
from search import service
from search.types import SearchRequest
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage

LONGEST = 30.0
"""Seconds after which a publication counts as lost."""
LOOK_EVERY = 0.01


def measure_publication(scale: Scale) -> Iterator[Figure]:
    """Approve pages with the button of the desk; a worker process of its own brings them into the index."""
    client = signed_in(with_role(Role.MODERATOR))
    approve(client, waiting_page(0))
    page = waiting_page(1)
    with counted() as counter:
        spent = timed(lambda: approve(client, page))
    note = f"{milliseconds(spent)} ms"
    yield Figure(
        "publish one page in the admin, queries in the request", counter.queries, "queries", 60, note=note
    )
    delays = [seconds_until_findable(client, number) for number in range(2, scale.publications + 2)]
    yield Figure("published to findable, p95", round(percentile(delays, 95), 2), "s", 2)


def signed_in(person: User) -> Client:
    client = Client(HTTP_HOST="localhost")
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[-1])
    return client


def waiting_page(number: int) -> StocktakingProjectPage:
    """Write a page as its author and hand it in for review."""
    author = with_role(Role.AUTHOR)
    page = StocktakingProjectPage(title=title(number), summary="Words.", owner=author, live=False)
    year_page(year=2026, locale=Locale.objects.get(language_code="en")).add_child(instance=page)
    page.save_revision(user=author, log_action=True)
    actions.submit(page=page, by=author)
    return page


def title(number: int) -> str:
    """Return a title that no other record has a word of."""
    return f"Qzx{number}qzx"


def approve(client: Client, page: StocktakingProjectPage) -> None:
    """Send the approval of exactly what was read."""
    digest = content_digest(page.latest_revision)
    form = {"move": Move.APPROVE.value, f"{Move.APPROVE.value}-digest": digest}
    answer = client.post(reverse("desk_page", args=[page.pk]), form)
    if answer.headers.get("Location") != reverse("desk_waiting"):
        raise AssertionError(f"The approval answered {answer.status_code}.")


def seconds_until_findable(client: Client, number: int) -> float:
    """Publish a page and ask for it until it is found. Raises TimeoutError when it never is."""
    page = waiting_page(number)
    approve(client, page)
    begun = time.perf_counter()
    while time.perf_counter() - begun < LONGEST:
        if service.search(SearchRequest(text=title(number), rescue=False)).count:
            return time.perf_counter() - begun
        time.sleep(LOOK_EVERY)
    raise TimeoutError(f"{page} is not found {LONGEST} s after it was published.")
