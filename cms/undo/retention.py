"""Drafts that were refused or withdrawn and never public do not stay for ever."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.enums import PageState
from cms.moderation.registry import moderated_content_type_ids
from cms.moderation.states import in_states
from cms.undo.actions import delete
from cms.undo.exceptions import Kept

CLOSED_FOR = dt.timedelta(days=2 * 365)


def closed_drafts(*, now: dt.datetime) -> QuerySet[Page]:
    """Return the pages that never were public, were rejected or withdrawn, and that nobody wrote on for two years."""
    pages = Page.objects.filter(
        content_type__in=moderated_content_type_ids(),
        first_published_at=None,
        locked=False,
        latest_revision_created_at__lt=now - CLOSED_FOR,
    )
    return in_states(pages, {PageState.REJECTED, PageState.WITHDRAWN}).order_by("path")


def delete_closed_drafts(*, by: User, now: dt.datetime) -> int:
    """Delete them, each with its translations, so that it can be undone for 30 days; return how many there were.

    One that something else still needs stays.
    """
    count = 0
    for pk in list(closed_drafts(now=now).values_list("pk", flat=True)):
        page = Page.objects.filter(pk=pk).first()
        if page is None:
            continue
        try:
            delete(objects=[page.specific], by=by, reason=_("Closed for two years, and never public."))
        except Kept:
            continue
        count += 1
    return count
