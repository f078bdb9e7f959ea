"""What the worker of background tasks does for the index of duplicates."""

from __future__ import annotations

from django_tasks import task
from wagtail.models import Page

from cms.duplicates.index import remember


@task()
def remember_pages(pks: list[int]) -> None:
    """Take the fingerprints of these originals."""
    remember(list(Page.objects.filter(pk__in=pks)))
