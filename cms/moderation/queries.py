"""Reads over several moderated pages."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page, PageLogEntry, WorkflowState

from cms.moderation.enums import MERGED_HERE, UNMERGED, LogAction


def page_of(workflow_state: WorkflowState) -> Page:
    """Return the page that a workflow is about, as its own type."""
    return cast(Page, workflow_state.content_object).specific


def archive_entry(page: Page) -> PageLogEntry:
    """Return the log entry of an archived page's archiving, with its date and data["reason"]."""
    entries = PageLogEntry.objects.filter(page_id=page.pk, action=LogAction.ARCHIVE)
    return entries.latest("timestamp", "pk")


def last_decision(page: Page, until: dt.datetime | None = None) -> PageLogEntry | None:
    """Return the entry of a page's log that decided last, or last up to and including a moment."""
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=LogAction.values)
    if until is not None:
        entries = entries.filter(timestamp__lte=until)
    return entries.order_by("-timestamp", "-pk").first()


def merged_into(page: Page) -> Page | None:
    """Return the public page that a page was merged into, by way of others where those were merged since.

    None for a page that stands for itself, and where the page that was kept is not public any more.
    """
    known = {page.pk}
    while not page.live and (target := _merged_into(page)) is not None and target.pk not in known:
        if target.live:
            return target
        known.add(target.pk)
        page = target
    return None


def _merged_into(page: Page) -> Page | None:
    entry = last_decision(page)
    if entry is None or entry.action != LogAction.ARCHIVE or "merged_into" not in entry.data:
        return None
    target = Page.objects.filter(pk=entry.data["merged_into"]).first()
    return target.specific if target else None


def merges_of(page: Page) -> QuerySet[PageLogEntry]:
    """Return the log entries of merges into a page, those that were undone and their undoing included."""
    return PageLogEntry.objects.filter(page_id=page.pk, action__in=(MERGED_HERE[0], UNMERGED[0]))


def merged_here(page: Page) -> dict[str, dt.datetime]:
    """Return the ids of the records that were merged into a page and still are, each with when, oldest first."""
    found: dict[str, dt.datetime] = {}
    for entry in merges_of(page).order_by("timestamp", "pk"):
        found.pop(entry.data["record_id"], None)
        if entry.action == MERGED_HERE[0]:
            found[entry.data["record_id"]] = entry.timestamp
    return found


def publications_of(page: Page) -> QuerySet[PageLogEntry]:
    """Return the log entries of a page's publications that name their revision, the latest first.

    One that was undone is none: nobody stands for what it made public.
    """
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=(LogAction.PUBLISH, LogAction.IMPORT))
    undone = PageLogEntry.objects.filter(
        page_id=page.pk, action=LogAction.UNDO, revision=OuterRef("revision"), pk__gt=OuterRef("pk")
    )
    entries = entries.exclude(revision=None).exclude(Exists(undone))
    return entries.select_related("revision").order_by("-timestamp", "-pk")


def live_translations(page: Page) -> list[Page]:
    """Return the published translations of an original; none for a page that is itself a translation."""
    if getattr(page, "is_translation", False):
        return []
    return list(page.get_translations().filter(live=True).specific())


def original_is_public(page: Page) -> bool:
    """Whether the page may stand in public as what it is: an original, or a translation beside its live original."""
    if not getattr(page, "is_translation", False):
        return True
    others = page.get_translations().filter(live=True).specific()
    return any(not getattr(other, "is_translation", False) for other in others)


def kept_pages(page: Page, content_types: Iterable[int]) -> QuerySet[Page]:
    """Return the pages of these types here and below that are never deleted: once public, or locked."""
    kept = Q(first_published_at__isnull=False) | Q(locked=True)
    return page.get_descendants(inclusive=True).filter(kept, content_type__in=content_types)


def locked(page: Page) -> Page:
    """Read the page again and keep others from deciding on it until the transaction ends.

    Its original and translations are held too, always in the same order: a translation becomes public beside its
    public original only, and goes offline with it.
    """
    model: Any = page.specific_class
    together = model.objects.filter(translation_key=page.translation_key).order_by("pk")
    held = {each.pk: each for each in together.select_for_update(of=("self", "page_ptr"))}
    if page.pk not in held:
        raise model.DoesNotExist
    return held[page.pk]
