"""Places in the page tree: paths, addresses, and the parents' count of children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import F
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
    parents = list(Page.objects.select_for_update().filter(pk__in=children).order_by("pk"))
    taken = _taken_slugs(parents, children)
    for parent in parents:
        _place_below(parent, children[parent.pk], taken[parent.path])


def _place_below(parent: Page, pages: list[RecordPage], taken: set[str]) -> None:
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    for step, page in enumerate(pages, start=step + 1):
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, step)
        page.slug = page.slug or numbered(slug_for(page.title), taken)
        taken.add(page.slug)
        page.set_url_path(parent)
        page.draft_title = page.title
        page.locale_id = page.locale_id or parent.locale_id
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def _taken_slugs(parents: Sequence[Page], children: Mapping[int, Sequence[RecordPage]]) -> dict[str, set[str]]:
    """Return parent's path -> slugs in use below it; empty where every new page brings its own."""
    taken: dict[str, set[str]] = {parent.path: set() for parent in parents}
    for parent in parents:
        if not all(page.slug for page in children[parent.pk]):
            siblings = Page.objects.child_of(parent).order_by().values_list("slug", flat=True)
            taken[parent.path].update(siblings)
    return taken
