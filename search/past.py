"""The repository as it was public on a day: searched, browsed and narrowed from the database, without the engine."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from django.utils.html import escape
from django.utils.text import Truncator

from search import registry
from search.engines.answering import MOST_VALUES, as_facet
from search.engines.narrowing import filters_but, has_range, years_asked
from search.highlighting import best_language, mark_passage, mark_title
from search.matching import score
from search.questions import Question, parse
from search.types import FacetCount, Hit, SearchDocument, SearchRequest, SearchResult, Sort

SNIPPET = 300
"""Characters of a summary."""


def search(request: SearchRequest, day: dt.date) -> SearchResult:
    """Answer from what was public at the end of a day: words, filters, facets, order and pages.

    Words are found as an engine finds them, without what may stand for them: other words, corrections, pinned results.
    """
    question = parse(request.text)
    passed: dict[str, float] = {}
    outlines: list[SearchDocument] = []
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for outline in registry.outlines(day, with_words=bool(question)):
        fails = failed_filters(request, outline.facets)
        if len(fails) > 1 or not (found := score(question, outline)):
            continue
        if not fails:
            outlines.append(outline)
            passed[outline.id] = found
        # A field's own filter does not narrow its own counts.
        for name in fails or request.facets:
            counts[name].update(outline.facets.get(name, ()))
    ranked = ordered(outlines, request.sort, passed)[request.offset : request.offset + request.size]
    documents = registry.build([each.id for each in ranked], day)
    return SearchResult(
        count=len(outlines),
        count_is_exact=True,
        hits=tuple(hit_of(documents[each.id], request, question) for each in ranked if each.id in documents),
        facets={name: listed_counts(request, name, counts[name]) for name in request.facets},
    )


def ids(request: SearchRequest, day: dt.date) -> set[str]:
    """Return the records that were public at the end of a day and answer a question, its page left aside."""
    question = parse(request.text)
    return {
        outline.id
        for outline in registry.outlines(day, with_words=bool(question))
        if not failed_filters(request, outline.facets) and score(question, outline)
    }


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


def ordered(
    outlines: Sequence[SearchDocument], sort: Sort, scores: Mapping[str, float]
) -> list[SearchDocument]:
    """Return the outlines in the order asked for, without a date last; the newest first among equals."""
    by_id = sorted(outlines, key=lambda each: each.id)
    if sort == Sort.TITLE:
        return sorted(by_id, key=lambda each: next(iter(each.texts.values())).title.casefold())
    dated = [each for each in by_id if each.date]
    dated.sort(key=lambda each: each.date or dt.date.min, reverse=sort != Sort.OLDEST)
    by_date = [*dated, *(each for each in by_id if not each.date)]
    return sorted(by_date, key=lambda each: -scores[each.id]) if sort == Sort.RELEVANCE else by_date


def hit_of(document: SearchDocument, request: SearchRequest, question: Question) -> Hit:
    """Return a record in the language that answers best, the reader's first where equal, else in its original's."""
    reader = request.language if request.language in document.texts else next(iter(document.texts))
    shown = best_language(document.texts, reader, question)
    text, wanted = document.texts[shown], question.readings()
    snippet = mark_passage(text, shown, wanted) if wanted else escape(Truncator(text.summary).chars(SNIPPET))
    return Hit(
        id=document.id,
        language=shown,
        text=text,
        title_html=mark_title(text.title, shown, wanted),
        snippet_html=snippet,
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
