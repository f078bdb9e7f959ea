"""What the worker of background tasks does for the automatic checks."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.db import transaction
from django_tasks import task

from cms.findings.index import BATCH, remember
from cms.findings.links import actions
from cms.findings.models import Check


@task()
def remember_pages(pks: list[int]) -> None:
    """Check the newest texts of these pages, and have their links tried."""
    for start in range(0, len(pks), BATCH):
        remember(pks[start : start + BATCH])
    try_links_soon()


# A decision that is released at a time goes first.
@task(priority=-10)
def try_links() -> None:
    """Try the links that are due, for a while, and check again the texts that name them; the rest is a new task."""
    if not settings.LINK_CHECKS:
        return
    tried, more = actions.try_links()
    remember(list(Check.objects.filter(links__in=tried).values_list("pk", flat=True).distinct()))
    if more:
        try_links.enqueue()


def try_links_soon() -> None:
    """Have the worker try what is due, once the transaction is through."""
    if settings.LINK_CHECKS:
        transaction.on_commit(partial(try_links.enqueue))
