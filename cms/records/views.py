"""Addresses of records that are not pages: by id, in another language's interface, and those of the old site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.reader import reader_language
from cms.core.templatetags.dates import long_date
from cms.moderation.enums import PageState
from cms.moderation.queries import merged_into
from cms.moderation.states import state_of
from cms.records.documents import address, language_key
from cms.records.models import RecordPage
from cms.records.notices import reader_address
from cms.records.page import Past
from cms.records.past import Absence, absence_of, page_as_of
from cms.records.queries import find_original
from search.days import PARAMETER, UnreadableDay, asked_day, dated
from search.page import Link

NOT_KEPT = {"Cache-Control": "no-cache"}
"""An answer of today: a browser that kept it would show it after the record was brought back."""


class NotPublicThen(Exception):
    """The record was public at some time, but not on the day that is asked for."""

    def __init__(self, page: RecordPage, day: dt.date, absence: Absence) -> None:
        super().__init__(page.pk, day)
        self.page, self.day, self.absence = page, day, absence


def of_a_day(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer for the view where the day that is asked for is none (400), or one on which nothing was public."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UnreadableDay as refusal:
            return unreadable(request, str(refusal))
        except NotPublicThen as refusal:
            return not_public_then(request, refusal)

    return answer


def unreadable(request: HttpRequest, reason: str) -> HttpResponse:
    context = {
        "heading": _("This day cannot be shown"),
        "asked": request.GET[PARAMETER][:50],
        "reason": reason,
        "today": request.path,
    }
    return TemplateResponse(request, "not_that_day.html", context, status=400, headers=NOT_KEPT)


def not_public_then(request: HttpRequest, refusal: NotPublicThen) -> HttpResponse:
    """Say since when the record is public, or since when it was not, as its address answered then: 404, or 410."""
    page, absence = refusal.page, refusal.absence
    kept = successor_of(page)
    if kept and not type(kept).objects.public().filter(pk=kept.pk).exists():
        kept = None  # Not even its title is told.
    context = {
        "heading": _("This page was not public on %(date)s") % {"date": long_date(refusal.day)},
        "absence": absence,
        "today": page.url_path if page.live else "",
        "kept": kept and Link(kept.title, best_address(kept, reader_language())),
    }
    status = 410 if absence.archived else 404
    return TemplateResponse(request, "not_that_day.html", context, status=status, headers=NOT_KEPT)


@of_a_day
def by_id(request: HttpRequest, record_id: str) -> HttpResponse:
    """Redirect a public or an old id to the record in the reader's language, as of a day if asked. Raises Http404."""
    original = readable_original(request, record_id)
    kept = successor_of(original)
    return lead_to(kept) if kept else HttpResponseRedirect(best_address(original, reader_language()))


def old_address(request: HttpRequest, record_id: str = "") -> HttpResponse:
    """Redirect an address of the old site for good; the id stands in the path or in projectId."""
    original = public_original(record_id or request.GET.get("projectId", ""))
    return lead_to(successor_of(original) or original)


@of_a_day
def in_language(request: HttpRequest, record_id: str) -> HttpResponse:
    """Show a record inside the reader's interface, or lead to its translation where one is published."""
    original = readable_original(request, record_id)
    if kept := successor_of(original):
        return lead_to(kept)
    language = reader_language()
    best = best_address(original, language)
    if best.partition("?")[0] != request.path:
        return HttpResponseRedirect(best)
    return original.serve(request)


def successor_of(page: Page) -> RecordPage | None:
    """Return the public original that an archived record, or a translation of it, was merged into."""
    kept = None if page.live or not isinstance(page, RecordPage) else merged_into(page)
    return kept if isinstance(kept, RecordPage) else None


def lead_to(original: RecordPage) -> HttpResponse:
    """Lead to a record in the reader's language for good; a browser asks again, because a merge can be undone."""
    address = best_address(original, reader_language())
    return HttpResponseRedirect(address, status=301, headers=NOT_KEPT)


@of_a_day
def serve_as_of(request: HttpRequest, page: RecordPage) -> HttpResponse:
    """Show the page as of the day that is asked for. Raises Http404 where the public never saw it."""
    day = asked_day(request.GET)
    return (then(page, day) if day else page).serve(request)


@of_a_day
def serve_marked(request: HttpRequest, serve: Callable[[], HttpResponse]) -> HttpResponse:
    """Show a page that is no record, marked as one of the day that is asked for, or as one of today.

    Where the page's context has `as_of`, it shows what was public at the end of that day.
    """
    day = asked_day(request.GET)
    response = serve()
    if day and isinstance(response, TemplateResponse) and response.context_data is not None:
        words = (
            _("This is what was public on %(date)s.")
            if response.context_data.get("as_of")
            else _("This page is shown as it is today, not as it was on %(date)s.")
        )
        line = words % {"date": long_date(day)}
        past = Past(day, line, Link(_("See it as it is today"), request.path))
        response.context_data |= {"past": past, "canonical": "", "alternates": ()}
    return response


def then(page: RecordPage, day: dt.date) -> RecordPage:
    """Return the page as it was public at the end of a day. Raises NotPublicThen, or Http404 where it never was."""
    shown = page_as_of(day, page)
    if shown is not None:
        return shown
    absence = absence_of(page, day)
    if absence is None:
        raise Http404
    raise NotPublicThen(page, day, absence)


def readable_original(request: HttpRequest, record_id: str) -> RecordPage:
    """Return the original with this id as the public may read it: now, or as of the day asked for.

    Raises Http404, or as then() does.
    """
    if (day := asked_day(request.GET)) is None:
        return public_original(record_id)
    original = find_original(record_id) if record_id.isdigit() else None
    if original is None:
        raise Http404
    return then(original, day)


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
