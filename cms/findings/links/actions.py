"""The links that what waits names: noted with its check, tried by a worker one at a time per website."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection, Mapping
from itertools import islice
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.findings.enums import Answer
from cms.findings.links.addresses import LONGEST
from cms.findings.links.asking import Outcome, Patience, ask
from cms.findings.links.guard import Guard
from cms.findings.models import Check, Link
from cms.moderation.states import open_page_ids

MOST = 50
"""Links of one text that are tried."""
AGAIN = dt.timedelta(days=7)
SILENT_AGAIN = dt.timedelta(days=1)
PAUSE = dt.timedelta(seconds=2)
"""Between two questions to one website."""
STUCK = dt.timedelta(minutes=2)
"""After which a worker that began is taken to have died."""
BUDGET = 45.0
"""Seconds of one run: the worker has other tasks."""


def note_links(named: Mapping[int, Collection[str]]) -> None:
    """Note for the check of each page, by the page's key, which addresses its text names; the first ones of many."""
    wanted = {
        pk: list(islice((url for url in urls if len(url) <= LONGEST), MOST)) for pk, urls in named.items()
    }
    urls = {url for each in wanted.values() for url in each}
    Link.objects.bulk_create(
        [Link(url=url, host=urlsplit(url).hostname or "") for url in sorted(urls)], ignore_conflicts=True
    )
    known = Link.objects.in_bulk(urls, field_name="url")
    through = Check.links.through
    through.objects.filter(check_id__in=wanted).delete()
    through.objects.bulk_create(
        through(check_id=pk, link_id=known[url].pk)
        for pk, each in wanted.items()
        for url in dict.fromkeys(each)
    )


def due(now: dt.datetime) -> QuerySet[Link]:
    """Return the links of what waits that were not tried yet, or not lately, those of texts that came first first."""
    old = Q(tried_at=None) | Q(tried_at__lt=now - AGAIN)
    silent = Q(answer=Answer.SILENT, tried_at__lt=now - SILENT_AGAIN)
    named = Check.links.through.objects.filter(check__in=open_page_ids()).values("link")
    return Link.objects.filter(old | silent, pk__in=named).order_by("pk")


def try_links(
    guard: Guard | None = None, patience: Patience | None = None, budget: float = BUDGET, most: int = 200
) -> tuple[set[int], bool]:
    """Try what is due until the budget of seconds is used up; return the links tried, and whether more are due.

    A website that another worker asks, or that was asked a moment ago, is passed by and comes again.
    """
    tried: set[int] = set()
    end = time.monotonic() + budget
    while waiting := list(due(timezone.now())[:most]):
        for link in waiting:
            if time.monotonic() > end:
                return tried, True
            if begin(link):
                finish(link, ask(link.url, guard, patience))
                tried.add(link.pk)
        if all(link.pk not in tried for link in waiting):
            if time.monotonic() + PAUSE.total_seconds() > end:
                return tried, True
            time.sleep(PAUSE.total_seconds())
    return tried, False


@transaction.atomic
def begin(link: Link) -> bool:
    """Note that a link is being tried. False, and nothing is noted, while its website is asked or was a moment ago."""
    now = timezone.now()
    neighbours = list(Link.objects.select_for_update().filter(host=link.host))
    if any(each.pk == link.pk and each.tried_at != link.tried_at for each in neighbours):
        return False  # somebody else was quicker
    asked = any(each.began_at and each.began_at > now - STUCK for each in neighbours)
    lately = any(each.tried_at and each.tried_at > now - PAUSE for each in neighbours)
    if asked or lately:
        return False
    Link.objects.filter(pk=link.pk).update(began_at=now)
    return True


def finish(link: Link, outcome: Outcome) -> None:
    """Keep what came of a link."""
    Link.objects.filter(pk=link.pk).update(
        answer=outcome.answer, why=outcome.why[:60], began_at=None, tried_at=timezone.now()
    )
