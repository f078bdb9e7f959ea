"""The repository as it was public on a day: browsed and narrowed from the database, without the engine."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from django.utils.html import escape
from django.utils.text import Truncator

from search import registry
from search.engines.answering import MOST_VALUES, as_facet
from search.engines.narrowing import filters_but, has_range, years_asked
from search.types import FacetCount, Hit, SearchDocument, SearchRequest, SearchResult, Sort

SNIPPET = 300
"""Characters of a summary."""


def browse(request: SearchRequest, day: dt.date) -> SearchResult:
    """Answer a question without words from what was public at the end of a day: filters, facets, order and pages."""
    passed: list[SearchDocument] = []
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outline in registry.outlines(day):
        fails = failed_filters(request, outline.facets)
        if not fails:
            passed.append(outline)
        # A field's own filter does not narrow its own counts.
        for name in request.facets if not fails else fails if len(fails) == 1 else ():
            counts[name].update(outline.facets.get(name, ()))
    ids = [each.id for each in ordered(passed, request.sort)[request.offset : request.offset + request.size]]
    documents = registry.build(ids, day)
    return SearchResult(
        count=len(passed),
        count_is_exact=True,
        hits=tuple(hit_of(documents[id], request.language) for id in ids if id in documents),
        facets={name: listed_counts(request, name, counts[name]) for name in request.facets},
    )


def failed_filters(request: SearchRequest, facets: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the fields by whose filters a record with these facets is left out."""
    fails = {
        name
        for name, values in filters_but(request, "")
        if not set(values).intersection(facets.get(name, ()))
    }
    first, last = years_asked(request)
    if has_range(request) and not any(first <= int(year) <= last for year in facets.get("year", ())):
        fails.add("year")
    return frozenset(fails)


def ordered(outlines: Sequence[SearchDocument], sort: Sort) -> list[SearchDocument]:
    """Return the outlines in the order asked for, without a date last; the newest first unless said otherwise."""
    by_id = sorted(outlines, key=lambda each: each.id)
    if sort == Sort.TITLE:
        return sorted(by_id, key=lambda each: next(iter(each.texts.values())).title.casefold())
    dated = [each for each in by_id if each.date]
    dated.sort(key=lambda each: each.date or dt.date.min, reverse=sort != Sort.OLDEST)
    return [*dated, *(each for each in by_id if not each.date)]


def hit_of(document: SearchDocument, language: str) -> Hit:
    """Return a record in this language where it had it, else in its original's."""
    shown = language if language in document.texts else next(iter(document.texts))
    text = document.texts[shown]
    return Hit(
        id=document.id,
        language=shown,
        text=text,
        title_html=escape(text.title),
        snippet_html=escape(Truncator(text.summary).chars(SNIPPET)),
        languages=tuple(document.texts),
        facets=document.facets,
        organisation=document.organisation,
        date=document.date,
    )


def listed_counts(request: SearchRequest, name: str, counted: Counter[str]) -> tuple[FacetCount, ...]:
    """Return as many values as an engine lists, and those that are selected."""
    selected = request.filters.get(name, frozenset())
    listed = dict(counted.most_common(MOST_VALUES)) | {value: counted[value] for value in selected}
    return as_facet(name, listed, selected)
