"""Addresses of records that are not pages: by id, in another language's interface, and those of the old site."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from cms.core.reader import reader_language
from cms.moderation.enums import PageState
from cms.moderation.states import state_of
from cms.records.documents import address, language_key
from cms.records.models import RecordPage
from cms.records.notices import reader_address
from cms.records.past import page_as_of
from cms.records.queries import find_original
from search.days import UnreadableDay, asked_day, dated


def by_id(request: HttpRequest, record_id: str) -> HttpResponse:
    """Redirect a public or an old id to the record in the reader's language, as of a day if asked. Raises Http404."""
    original = readable_original(request, record_id)
    return HttpResponseRedirect(best_address(original, reader_language()))


def old_address(request: HttpRequest, record_id: str = "") -> HttpResponse:
    """Redirect an address of the old site for good; the id stands in the path or in projectId."""
    original = public_original(record_id or request.GET.get("projectId", ""))
    return HttpResponseRedirect(best_address(original, reader_language()), status=301)


def in_language(request: HttpRequest, record_id: str) -> HttpResponse:
    """Show a record inside the reader's interface, or lead to its translation where one is published."""
    original = readable_original(request, record_id)
    language = reader_language()
    best = best_address(original, language)
    if best.partition("?")[0] != request.path:
        return HttpResponseRedirect(best)
    return original.serve(request)


def serve_as_of(page: RecordPage, request: HttpRequest) -> HttpResponse:
    """Show the page as it was public at the end of the day that is asked for. Raises Http404 when it was not."""
    day = readable_day(request)
    shown = page_as_of(day, page) if day else None
    if shown is None:
        raise Http404
    return shown.serve(request)


def readable_day(request: HttpRequest) -> dt.date | None:
    """Return the day that is asked for, if one is; raise Http404 for what is no day or still to come."""
    try:
        return asked_day(request.GET)
    except UnreadableDay as refusal:
        raise Http404(str(refusal)) from refusal


def readable_original(request: HttpRequest, record_id: str) -> RecordPage:
    """Return the original with this id as the public may read it: now, or as of the day asked for. Raises Http404."""
    if (day := readable_day(request)) is None:
        return public_original(record_id)
    original = find_original(record_id) if record_id.isdigit() else None
    shown = page_as_of(day, original) if original else None
    if shown is None:
        raise Http404
    return shown


def public_original(record_id: str) -> RecordPage:
    """Return the original with this id if everybody may see it or its tombstone. Raises Http404.

    Who may read below a private page reads the record at its own address, where Wagtail asks them.
    """
    original = find_original(record_id) if record_id.isdigit() else None
    if original is None or not (original.live or state_of(original) == PageState.ARCHIVED):
        raise Http404
    if original.get_view_restrictions().exists():
        raise Http404
    return original


def best_address(original: RecordPage, language: str) -> str:
    """Return the page in this language where one is published, else the original inside this language's interface."""
    inside = dated(reader_address(language, original.record_id), original.as_of)
    return published_addresses(original).get(language) or inside


def published_addresses(original: RecordPage) -> dict[str, str]:
    pages = original.pages_then or type(original).objects.filter(
        translation_key=original.translation_key, live=True
    ).select_related("locale")
    return {language_key(page): address(page) for page in pages}
