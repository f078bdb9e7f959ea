"""The log of a page as its decision page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from wagtail.models import Page, PageLogEntry

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


def log_of(page: Page) -> list[Line]:
    """Return what was done with the page, newest first. Nothing is taken from the log itself."""
    return list(islice(_lines(page), LONGEST))


def _lines(page: Page) -> Iterator[Line]:
    entries = PageLogEntry.objects.filter(page_id=page.pk).select_related("user")
    for _sitting, saves in groupby(entries.order_by("-timestamp", "-pk")[:MOST], key=_sitting_of):
        last, *earlier = saves
        yield Line(last, 1 + len(earlier))


def _sitting_of(entry: PageLogEntry) -> tuple[str, int | None]:
    return (SAVED, entry.user_id) if entry.action == SAVED else ("", entry.pk)
