"""Places in the page tree: paths, addresses, and the parents' count of children."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q
from wagtail.models import Page

from cms.records.bulk.values import NewPage
from cms.records.models import RecordPage
from cms.records.slugs import numbered, slug_for


def place(new: Sequence[NewPage]) -> None:
    """Give each page its path below its parent, slug, address and language, and count it there.

    The parents are locked until the transaction ends, so nobody else can take the same paths.
    """
    children: dict[int, list[RecordPage]] = defaultdict(list)
    for each in new:
        children[each.parent.pk].append(each.page)
    parents: list[Any] = list(Page.objects.select_for_update().filter(pk__in=children).order_by("pk"))
    for parent in parents:
        _give_slugs(parent, children[parent.pk])
        _place_below(parent, children[parent.pk])


def _give_slugs(parent: Page, pages: list[RecordPage]) -> None:
    """Name pages after their titles; where a title's slug is taken, by the first free number behind it."""
    nameless = [page for page in pages if not page.slug]
    wanted = Counter(slug_for(page.title) for page in nameless)
    siblings = Page.objects.child_of(parent).order_by()
    taken = {page.slug for page in pages if page.slug}
    taken.update(siblings.filter(slug__in=wanted).values_list("slug", flat=True))
    crowded = [slug for slug, count in wanted.items() if count > 1 or slug in taken]
    if crowded:
        numbers = reduce(or_, (Q(slug__startswith=f"{slug}-") for slug in crowded))
        taken.update(siblings.filter(numbers).values_list("slug", flat=True))
    for page in nameless:
        page.slug = numbered(slug_for(page.title), taken)
        taken.add(page.slug)


def _place_below(parent: Page, pages: list[RecordPage]) -> None:
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    for page in pages:
        step += 1
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, step)
        page.set_url_path(parent)
        page.draft_title = page.title
        page.locale_id = page.locale_id or parent.locale_id
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
