"""What belongs together: pages with all that stands below them, originals with their translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Left
from django.db.models.lookups import In
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
    paths = {page.path for page in tops}
    return [page for page in tops if not any(above in paths for above in _above(page))]


def _above(page: Page) -> list[str]:
    """Return the paths of the pages above this one."""
    return [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]


def trees(tops: Iterable[Page]) -> QuerySet[Page]:
    """Return these pages and all below them.

    One condition for each depth, however many tops: databases bound how deep a condition nests.
    """
    paths: dict[int, list[str]] = defaultdict(list)
    for page in tops:
        paths[len(page.path)].append(page.path)
    within = [Q(In(Left("path", length), found)) for length, found in paths.items()]
    return Page.objects.filter(reduce(or_, within, Q(pk__in=[])))


def _translations_elsewhere(tops: Sequence[Page]) -> QuerySet[Page]:
    within = trees(tops).order_by().values("pk")
    found: set[int] = set()
    for model in translated_models():
        originals = model.objects.filter(pk__in=within, is_translation_page=False).values("translation_key")
        elsewhere = model.objects.filter(translation_key__in=originals, is_translation_page=True)
        found.update(elsewhere.exclude(pk__in=within).values_list("pk", flat=True))
    return Page.objects.filter(pk__in=found).order_by("path")
