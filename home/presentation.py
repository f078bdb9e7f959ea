"""What the home page shows: the size of the repository, the ways in, the latest, the open call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from cms.core.navigation import search_page
from cms.core.reader import reader_language
from cms.records.notices import summaries_of, told_of
from cms.translations.models import SitePage
from search import labels, presentation, service
from search.engines.base import EngineUnavailable
from search.page import ResultRow
from search.types import FacetCount, SearchRequest, SearchResult, Sort

if TYPE_CHECKING:
    from home.models import HomePage

LATEST = 3
FACETS = ("action_line", "region", "country", "language", "sdg")


@dataclass(frozen=True, slots=True)
class Call:
    title: str
    deadline: dt.datetime
    url: str


def home_context(page: HomePage, now: dt.datetime) -> dict[str, Any]:
    """Gather the page from one search; while the engine is down the page stands without its figures."""
    language = reader_language()
    base = search_page(language)
    try:
        result = service.search(
            SearchRequest(language=language, sort=Sort.NEWEST, size=LATEST, facets=FACETS)
        )
    except EngineUnavailable:
        return {"call": open_call(page, now)}
    words = labels.load(language)
    return {
        "figures": figures(result),
        "action_lines": list(action_lines(result, words, base)),
        "regions": list(regions(result, words, base)),
        "latest": [with_base(presentation.row(hit, language, words), base) for hit in result.hits],
        "call": open_call(page, now),
        "shortcuts": [
            (_("Prize winners"), f"{base}?prize=winner"),
            (_("Gender equality"), f"{base}?sdg=5"),
            (_("Newest first"), f"{base}?sort=newest"),
        ],
    }


def figures(result: SearchResult) -> list[tuple[int, str]]:
    counts = {name: len(values) for name, values in result.facets.items()}
    return [
        (result.count, _("projects")),
        (counts.get("country", 0), _("countries")),
        (counts.get("language", 0), _("languages")),
        (counts.get("sdg", 0), _("goals served")),
    ]


def counts_of(values: Sequence[FacetCount]) -> Mapping[str, int]:
    return {value.key: value.count for value in values}


def action_lines(
    result: SearchResult, words: labels.Labels, base: str
) -> Iterator[tuple[str, str, int, str]]:
    """Yield (code, words, count, url) of the 18 categories: C7 stands as its eight lines."""
    counts = counts_of(result.facets.get("action_line", ()))
    for key in words.terms["action_line"]:
        if key != "c7":
            label = words.of("action_line", key)
            yield label.chip, label.short, counts.get(key, 0), f"{base}?action_line={key}"


def regions(result: SearchResult, words: labels.Labels, base: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield (words, count, share of the fullest in percent, url), the fullest first."""
    values = result.facets.get("region", ())
    most = max((value.count for value in values), default=1)
    for value in values:
        share = round(100 * value.count / most)
        yield words.of("region", value.key).short, value.count, share, f"{base}?region={value.key}"


def with_base(row: ResultRow, base: str) -> ResultRow:
    """Lead the row's chips to the search page: on it their addresses are query strings alone."""
    return replace(
        row,
        action_lines=tuple(replace(link, url=base + link.url) for link in row.action_lines),
        sdgs=tuple(replace(link, url=base + link.url) for link in row.sdgs),
    )


def open_call(page: HomePage, now: dt.datetime) -> Call | None:
    """Return the call an editor set on the original, in this page's words, until it closes."""
    original = page.original
    if not page.call_title or original.call_closes_at is None or original.call_closes_at < now:
        return None
    return Call(page.call_title, original.call_closes_at, call_address(original.call_page, page.locale))


def call_address(about: Page | None, locale: Locale) -> str:
    """Return where the call is read in this language, or at all."""
    if about is None:
        return ""
    there = about.get_translations(inclusive=True).filter(locale=locale, live=True).first()
    return (there or about).url_path


def notice_of(page: SitePage) -> str:
    """Say to the readers of a translation what it lacks of the original; empty when it lacks nothing."""
    summary = summaries_of([page]).get(page.pk)
    is_whole = summary is None or not (summary.behind or summary.machine)
    return "" if is_whole else " ".join(told_of(summary))
