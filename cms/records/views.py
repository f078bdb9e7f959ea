"""Addresses of records that are not pages: by id, in another language's interface, and those of the old site."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from cms.core.reader import reader_language
from cms.moderation.enums import PageState
from cms.moderation.states import state_of
from cms.records.documents import address, language_key
from cms.records.models import RecordPage
from cms.records.notices import reader_address
from cms.records.queries import find_original


def by_id(request: HttpRequest, record_id: str) -> HttpResponse:
    """Redirect a public or an old id to the record in the reader's language. Raises Http404."""
    original = public_original(record_id)
    return HttpResponseRedirect(best_address(original, reader_language()))


def old_address(request: HttpRequest, record_id: str = "") -> HttpResponse:
    """Redirect an address of the old site for good; the id stands in the path or in projectId."""
    original = public_original(record_id or request.GET.get("projectId", ""))
    return HttpResponseRedirect(best_address(original, reader_language()), status=301)


def in_language(request: HttpRequest, record_id: str) -> HttpResponse:
    """Show a record inside the reader's interface, or lead to its translation where one is published."""
    original = public_original(record_id)
    language = reader_language()
    best = best_address(original, language)
    if best != request.path:
        return HttpResponseRedirect(best)
    return original.serve(request)


def public_original(record_id: str) -> RecordPage:
    """Return the original with this id if the public may see it or its tombstone. Raises Http404."""
    original = find_original(record_id) if record_id.isdigit() else None
    if original is None or not (original.live or state_of(original) == PageState.ARCHIVED):
        raise Http404
    return original


def best_address(original: RecordPage, language: str) -> str:
    """Return the page in this language where one is published, else the original inside this language's interface."""
    return published_addresses(original).get(language) or reader_address(language, original.record_id)


def published_addresses(original: RecordPage) -> dict[str, str]:
    pages = type(original).objects.filter(translation_key=original.translation_key, live=True)
    return {language_key(page): address(page) for page in pages.select_related("locale")}
