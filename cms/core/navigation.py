"""Where a reader can go from any page: menus, and the same place in another language."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from wagtail.models import Locale, Page

from cms.core.reader import reader_language

REMEMBERED = 30
"""Seconds a menu is remembered by a process: a new page is in the menus after that."""


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    url: str
    in_menu: bool


def entries(language: str) -> list[Entry]:
    """Return the live pages directly under the language's home, in the order of the tree."""
    return cache.get_or_set(f"navigation:{language}", lambda: _read(language), REMEMBERED)


def _read(language: str) -> list[Entry]:
    """The home of a language has the language's code as its slug, so a page's url_path is its address."""
    pages = Page.objects.live().filter(depth=3, url_path__startswith=f"/{language}/").order_by("path")
    rows = pages.values_list("title", "url_path", "show_in_menus")
    return [Entry(title, url, in_menu) for title, url, in_menu in rows]


def menu(language: str, path: str) -> list[tuple[str, str, bool]]:
    """Return (title, url, current) of the main menu."""
    return [(one.title, one.url, path.startswith(one.url)) for one in entries(language) if one.in_menu]


def footer(language: str) -> list[tuple[str, str]]:
    """Return (title, url) of the pages that are not in the main menu."""
    return [(one.title, one.url) for one in entries(language) if not one.in_menu]


def search_page(language: str, **filters: object) -> str:
    """Return the address of the repository's search page, narrowed to these values."""
    return f"/{language}/stocktaking/" + (f"?{urlencode(filters)}" if filters else "")


def languages(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """Return (code, own name, url, current): the same place in each language.

    A page that does not stand at the same path in every language says where it does (see stand_in).
    """
    current = reader_language()
    places: dict[str, str] = getattr(request, "language_places", {})
    return [
        (code, name, places.get(code) or swapped(request, current, code), code == current)
        for code, name in settings.LANGUAGES
    ]


def swapped(request: HttpRequest, current: str, code: str) -> str:
    """Return this address, query string and all, under another language; that language's home where there is none."""
    path = request.get_full_path()
    prefix = f"/{current}/"
    return f"/{code}/{path.removeprefix(prefix)}" if path.startswith(prefix) else f"/{code}/"


def stand_in(request: HttpRequest, places: dict[str, str]) -> None:
    """Say at which addresses this page is read in other languages."""
    request.language_places = places  # type: ignore[attr-defined]  # an attribute of ours


def reader_home(request: HttpRequest) -> HttpResponse:
    """Lead from the bare host to the home in the language the browser asks for."""
    response = HttpResponseRedirect(f"/{reader_language()}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def translations_of(page: Page) -> dict[str, str]:
    """Return language -> address of a page and its live translations; the home of a language that has none."""
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    found = {code: f"/{code}/" for code in codes.values()}
    pages = page.get_translations(inclusive=True).live().values_list("locale_id", "url_path")
    return found | {codes[locale_id]: url_path for locale_id, url_path in pages}


def trail(page: Page) -> list[tuple[str, str]]:
    """Return (title, url) of the pages above a record, below the home, as they are in the reader's language."""
    above = page.get_ancestors().filter(depth__gt=2).values("translation_key")
    shown = Page.objects.live().filter(translation_key__in=above, locale__language_code=reader_language())
    return list(shown.order_by("path").values_list("title", "url_path"))


def page_links(page: Page, request: HttpRequest) -> dict[str, object]:
    """Return `canonical`, `alternates` and `breadcrumbs` for the frame: only what exists is named."""
    alternates = page.get_translations(inclusive=True).live().values_list("locale__language_code", "url_path")
    ancestors = page.get_ancestors().live().filter(depth__gt=1).values_list("title", "url_path")
    return {
        "canonical": request.build_absolute_uri(page.url_path),
        "alternates": [(code, request.build_absolute_uri(url)) for code, url in alternates],
        "breadcrumbs": list(ancestors),
    }
