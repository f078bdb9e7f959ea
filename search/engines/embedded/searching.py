"""One question to one snapshot: the page of hits, the counts, and the rescue when nothing is found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tantivy import DocAddress, Query

from search.engines.embedded import cursors, facets, queries, schema, spelling
from search.engines.embedded.cursors import Cursor
from search.engines.embedded.highlighting import best_language, mark_passage, mark_title
from search.engines.embedded.parsing import Question, parse
from search.engines.embedded.reader import Snapshot, document_at, found
from search.types import FacetCount, Hit, SearchRequest, SearchResult, Sort

_LARGEST_PAGE = 100
_LAST_OFFSET = 10_000
"""tantivy reserves memory for every hit before the page: an offset of two thousand million ends the process."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What is asked of the index: the request within its limits, its words, and how many of them must be there."""

    snapshot: Snapshot
    request: SearchRequest
    question: Question
    any_of: bool = False

    def words(self) -> Query:
        if not self.question:
            return Query.empty_query() if self.request.text.strip() else queries.EVERYTHING
        return queries.words(self.question, self.request.language, any_of=self.any_of)

    def sort(self) -> Sort:
        if self.request.sort is Sort.RELEVANCE and not self.question.required:
            return Sort.NEWEST
        return self.request.sort


@dataclass(frozen=True, slots=True)
class _Page:
    count: int
    hits: tuple[tuple[float | None, DocAddress], ...]
    """Score (for relevance only) and place."""
    next_cursor: str = ""


def search(snapshot: Snapshot, request: SearchRequest) -> SearchResult:
    """Answer a question; whatever is asked stays within what the index can bear. Raises StaleCursor."""
    asked = _Search(snapshot, within_limits(request), parse(request.text))
    result = _answer(asked)
    if result.count or not request.rescue or not asked.question.required or _found_without_filters(asked):
        return result
    return _rescued(asked) or result


def within_limits(request: SearchRequest) -> SearchRequest:
    """Return the request with a page size of 1 to 100, an offset up to 10,000 and a known reader's language."""
    return replace(
        request,
        language=schema.known(request.language),
        offset=0 if request.cursor else min(max(request.offset, 0), _LAST_OFFSET),
        size=min(max(request.size, 1), _LARGEST_PAGE),
    )


def _answer(asked: _Search) -> SearchResult:
    page = _page(asked)
    return SearchResult(
        count=page.count,
        count_is_exact=True,
        hits=tuple(_hit(asked, score, address) for score, address in page.hits),
        facets=_facets(asked),
        next_cursor=page.next_cursor,
    )


# Rescue


def _found_without_filters(asked: _Search) -> bool:
    """Tell whether the words do occur together, and only the filters leave nothing."""
    if not queries.filtered_fields(asked.request):
        return False
    query = queries.narrowed(asked.words(), SearchRequest())
    return found(asked.snapshot.documents, query).total > 0


def _rescued(asked: _Search) -> SearchResult | None:
    """Try the corrected spelling with all the words, then with any of them."""
    corrected = spelling.correct(asked.request.text, asked.snapshot.words, asked.snapshot.documents)
    question = parse(corrected) if corrected else asked.question
    for any_of in _worth_trying(question, corrected):
        result = _answer(replace(asked, question=question, any_of=any_of))
        if result.count:
            return replace(result, did_you_mean=corrected, corrected=bool(corrected), relaxed=any_of)
    return None


def _worth_trying(question: Question, corrected: str) -> Iterator[bool]:
    """Yield whether any of the words is enough, strictest first."""
    if corrected:
        yield False
    if question.can_be_relaxed():
        yield True


# Pages


def _page(asked: _Search) -> _Page:
    query = queries.narrowed(asked.words(), asked.request)
    cursor = None
    if asked.request.cursor:
        cursor = cursors.decode(asked.request.cursor, asked.snapshot.generation, asked.sort())
    if asked.sort() is Sort.RELEVANCE:
        return _page_by_score(asked, query, cursor)
    if asked.sort() is Sort.TITLE:
        return _page_by_title(asked, query, cursor)
    return _page_by_day(asked, query, cursor)


def _page_by_score(asked: _Search, query: Query, cursor: Cursor | None) -> _Page:
    """Page by position: a score is no place to go on from, it moves with every write."""
    documents, size = asked.snapshot.documents, asked.request.size
    start = min(cursor.number(), documents.num_docs) if cursor else asked.request.offset
    count, hits = found(documents, query, limit=size, offset=start, weight=schema.WEIGHT)
    end = start + len(hits)
    return _Page(count, tuple(hits), _next(asked, end) if hits and end < count else "")


def _page_by_day(asked: _Search, query: Query, cursor: Cursor | None) -> _Page:
    field = schema.OLDEST if asked.sort() is Sort.OLDEST else schema.NEWEST
    if cursor is None:
        return _page_by_key(asked, query, field, asked.request.offset)
    rest = queries.both(query, queries.after(field, cursor.number()))
    return replace(_page_by_key(asked, rest, field, 0), count=_count(asked, query))


def _page_by_title(asked: _Search, query: Query, cursor: Cursor | None) -> _Page:
    """Page by title; tantivy has no ranges of text, so the place of a cursor is looked up among all the titles."""
    field, documents = schema.title(asked.request.language), asked.snapshot.documents
    if cursor is None or not documents.num_docs:
        return _page_by_key(asked, query, field, asked.request.offset)
    every = found(documents, query, limit=documents.num_docs, order=field).hits
    start = bisect_right([key for key, _ in every], cursor.key)
    return _page_by_key(asked, query, field, start)


def _page_by_key(asked: _Search, query: Query, field: str, start: int) -> _Page:
    size = asked.request.size
    count, hits = found(asked.snapshot.documents, query, limit=size + 1, offset=start, order=field)
    shown = tuple((None, address) for _, address in hits[:size])
    return _Page(count, shown, _next(asked, hits[size - 1][0]) if len(hits) > size else "")


def _next(asked: _Search, key: object) -> str:
    return cursors.encode(Cursor(asked.snapshot.generation, asked.sort(), str(key)))


def _count(asked: _Search, query: Query) -> int:
    return found(asked.snapshot.documents, query).total


# Facets


def _facets(asked: _Search) -> Mapping[str, tuple[FacetCount, ...]]:
    request, counts = asked.request, {}
    for own, names in facets.grouped(request.facets, queries.filtered_fields(request)).items():
        query = queries.narrowed(asked.words(), request, leaving_out=own)
        answer = asked.snapshot.documents.aggregate(query, facets.aggregations(names))
        for name in names:
            counts[name] = facets.read_counts(answer, name) | _beyond(asked, query, name, answer)
    return {
        name: facets.as_facet(name, counts[name], request.filters.get(name, ()))
        for name in request.facets
        if name in counts
    }


def _beyond(asked: _Search, query: Query, name: str, answer: Mapping[str, object]) -> dict[str, int]:
    """Count the selected values that are not among the most frequent thousand."""
    known = facets.read_counts(answer, name)
    if len(known) < facets.MOST_VALUES:
        return {}
    beyond = [value for value in asked.request.filters.get(name, ()) if value not in known]
    return {value: _count(asked, queries.both(query, queries.one_of(name, [value]))) for value in beyond}


# Hits


def _hit(asked: _Search, score: float | None, address: DocAddress) -> Hit:
    document = document_at(asked.snapshot.documents, address)
    language = best_language(document.texts, asked.request.language, asked.question)
    text = document.texts[language]
    wanted = asked.question.tokens() if asked.request.highlight else frozenset()
    return Hit(
        id=document.id,
        language=language,
        text=text,
        title_html=mark_title(text.title, language, wanted),
        snippet_html=mark_passage(text, language, wanted),
        languages=tuple(document.texts),
        facets=document.facets,
        organisation=document.organisation,
        date=document.date,
        score=score,
    )
