"""What the worker of background tasks does for the memory."""

from __future__ import annotations

from django_tasks import task

from cms.translation_desk.assistance.memory_filling import remember
from cms.translations.summaries import models


@task()
def remember_pages(pks: list[int]) -> None:
    """Put what these live translations say into the memory."""
    for model in models():
        remember(list(model.objects.filter(pk__in=pks, live=True).select_related("locale")))
