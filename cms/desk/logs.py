"""The log of pages: which entries a reader is told of, and the log as the decision page shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from django.db.models import QuerySet
from wagtail.models import Page, PageLogEntry

from cms.accounts.models import User
from cms.accounts.permissions import has_staff_role
from cms.moderation.enums import BROUGHT_BACK, OF_MERGES, REVIEW_STEPS, LogAction
from cms.undo.enums import LogAction as Undo

TOLD = frozenset(
    {
        "wagtail.create",
        "wagtail.edit",
        "wagtail.revert",
        *REVIEW_STEPS,
        BROUGHT_BACK[0],
        *OF_MERGES,
        *LogAction.values,
        *Undo.values,
    }
)
"""What authors are told as well; every other entry is for the staff."""
SAVED = "wagtail.edit"
LONGEST = 50
"""Lines that are shown."""
MOST = 1_000
"""Entries that are read for them: words are saved while they are typed, each time with an entry."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, or the last of the saves that one person made in a row."""

    entry: PageLogEntry
    times: int


def entries_for(reader: User, pages: Collection[int]) -> QuerySet[PageLogEntry]:
    """Return the entries about these pages, by primary key, that the person is told of.

    That they may read the pages is asked by whoever calls.
    """
    entries = PageLogEntry.objects.filter(page_id__in=pages).select_related("user")
    return entries if has_staff_role(reader) else entries.filter(action__in=TOLD)


def log_of(page: Page, reader: User) -> list[Line]:
    """Return what the person is told was done with the page, newest first. Nothing is taken from the log itself."""
    return list(islice(_lines(page, reader), LONGEST))


def _lines(page: Page, reader: User) -> Iterator[Line]:
    entries = entries_for(reader, [page.pk])
    for _sitting, saves in groupby(entries.order_by("-timestamp", "-pk")[:MOST], key=_sitting_of):
        last, *earlier = saves
        yield Line(last, 1 + len(earlier))


def _sitting_of(entry: PageLogEntry) -> tuple[str, int | None]:
    return (SAVED, entry.user_id) if entry.action == SAVED else ("", entry.pk)
