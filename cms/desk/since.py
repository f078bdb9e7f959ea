"""What somebody else did to a text while a moderator was reading it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from django.http import HttpRequest
from wagtail.models import Page, PageLogEntry, Revision

from cms.accounts.models import User
from cms.desk.comparison import FieldRow, all_field_rows
from cms.moderation.digests import content_digest
from cms.moderation.enums import APPROVAL_TAKEN_BACK, APPROVED, REVIEW_STEPS, LogAction

MOST = 50
"""Versions among which the one that was read is looked for."""
STEPS = frozenset({*LogAction.values, *REVIEW_STEPS, APPROVED[0], APPROVAL_TAKEN_BACK[0]})


@dataclass(frozen=True, slots=True)
class Save:
    person: User | None
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """Who saved since a text was read, the last first, and the fields that differ from it, with the words marked."""

    saves: Sequence[Save]
    fields: Sequence[FieldRow]
    is_kept: bool
    """Whether there still is a version that says what was read; without one only the last save is known."""


def changes_since(digest: str, page: Page, text: Page, request: HttpRequest) -> Changes:
    """Return what was changed between the text with this digest and the newest one."""
    revisions = list(page.revisions.select_related("user").order_by("-created_at", "-pk")[:MOST])
    later = list(takewhile(lambda revision: content_digest(revision) != digest, revisions))
    if len(later) == len(revisions):
        return Changes(_saves(later[:1]), (), is_kept=False)
    read = revisions[len(later)].as_object()
    rows = all_field_rows(text, read, request)
    return Changes(_saves(later), [row for row in rows if row.changed], is_kept=True)


def _saves(revisions: Sequence[Revision]) -> list[Save]:
    """Return the last save of each person."""
    last: dict[int | None, Save] = {}
    for revision in revisions:
        last.setdefault(revision.user_id, Save(revision.user, revision.created_at))
    return list(last.values())


def last_step(page: Page) -> PageLogEntry | None:
    """Return the log entry of the last step of a page's way through its reviews."""
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=STEPS).select_related("user")
    return entries.order_by("-timestamp", "-pk").first()
