"""What belongs together: pages with all that stands below them, originals with their translations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Model, Q, QuerySet
from wagtail.models import Page

from cms.translations.summaries import models as translated_models


def wholes(objects: Iterable[Model]) -> list[Model]:
    """Return what is deleted together with these objects, each as a row of its own.

    Of pages the tops of their trees, as plain pages: with an original its translations go, wherever they stand, because
    they would show nothing any more.
    """
    objects = list(objects)
    pages = [each for each in objects if isinstance(each, Page)]
    others: list[Model] = [each for each in objects if not isinstance(each, Page)]
    return [*others, *_tops(pages)]


def _tops(pages: Sequence[Page]) -> list[Page]:
    """Return the tops of all trees that go, those that were asked for first."""
    tops = list(Page.objects.filter(pk__in=[page.pk for page in pages]).order_by("path"))
    while added := list(_translations_elsewhere(tops)) if tops else []:
        tops += added
    return [page for page in tops if not any(_is_below(page, other) for other in tops)]


def _is_below(page: Page, other: Page) -> bool:
    return page.pk != other.pk and page.path.startswith(other.path)


def trees(tops: Iterable[Page]) -> QuerySet[Page]:
    """Return these pages and all below them."""
    conditions = [Q(path__startswith=page.path) for page in tops]
    return Page.objects.filter(reduce(or_, conditions, Q(pk__in=[])))


def _translations_elsewhere(tops: Sequence[Page]) -> QuerySet[Page]:
    within = trees(tops).order_by().values("pk")
    found: set[int] = set()
    for model in translated_models():
        originals = model.objects.filter(pk__in=within, is_translation_page=False).values("translation_key")
        elsewhere = model.objects.filter(translation_key__in=originals, is_translation_page=True)
        found.update(elsewhere.exclude(pk__in=within).values_list("pk", flat=True))
    return Page.objects.filter(pk__in=found).order_by("path")
