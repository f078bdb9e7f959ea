"""Where a list of results leads besides its own pages: the same question as files, feeds and charts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _

from search.page import FeedLink, Link, Outlets
from search.params import encode, first_page
from search.types import SearchRequest, SearchResult

EXPORTS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}
FEEDS = {"atom": ("Atom", "application/atom+xml"), "json": ("JSON Feed", "application/feed+json")}


def outlets(request: SearchRequest, result: SearchResult) -> Outlets:
    """Return the ways out for what is shown: of a corrected question, the corrected words."""
    shown = replace(request, text=result.did_you_mean) if result.corrected else request
    query, language = encode(first_page(shown)), request.language
    return Outlets(
        exports=tuple(
            Link(label, address("search_export", language, query, format))
            for format, label in EXPORTS.items()
        ),
        feeds=tuple(
            FeedLink(label, address("search_feed", language, query, format), content_type)
            for format, (label, content_type) in FEEDS.items()
        ),
        charts=Link(_("Charts"), address("search_charts", language, query)),
    )


def address(name: str, language: str, query: str, format: str = "") -> str:
    place = _place(name, language, format)
    return f"{place}?{query}" if query else place


@cache
def _place(name: str, language: str, format: str) -> str:
    """Return the path in the active language, which `language` names: working one out costs more than the rest."""
    return reverse(name, kwargs={"format": format} if format else None)
