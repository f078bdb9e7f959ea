"""What Elasticsearch answers, as the values of search.types. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search import cursors
from search.cursors import Cursor
from search.engines.answering import Asked, as_facet, hit_of
from search.engines.elasticsearch.documents import document_in
from search.engines.elasticsearch.requests import CHOSEN, VALUES, WITHIN
from search.engines.narrowing import grouped
from search.types import FacetCount, Hit, SearchDocument, SearchResult, Sort

Answer = Mapping[str, Any]


def result(asked: Asked, start: int, page: Answer) -> SearchResult:
    """Return the page of hits that begins after so many records, with the counts of all facets."""
    hits = page["hits"]["hits"][: asked.request.size]
    return SearchResult(
        count=total(page),
        count_is_exact=True,
        hits=tuple(_hit(asked, each) for each in hits),
        facets=_facets(asked, page),
        next_cursor=_next(asked, page, start + len(hits)),
    )


def total(answer: Answer) -> int:
    return int(answer["hits"]["total"]["value"])


def documents(answer: Answer) -> list[SearchDocument]:
    """Return the documents that were found, best first."""
    return [document for hit in answer["hits"]["hits"] if (document := document_in(hit))]


def _hit(asked: Asked, hit: Answer) -> Hit:
    document = document_in(hit)
    assert document is not None  # tombstones never answer
    return hit_of(asked, document, hit["sort"][0] if asked.sort is Sort.RELEVANCE else None)


def _next(asked: Asked, page: Answer, end: int) -> str:
    """Return the cursor of the next page, empty when there is none.

    For relevance it is a number of records: a score is no place to go on from, it moves with every write.
    """
    hits, size = page["hits"]["hits"], asked.request.size
    if asked.sort is Sort.RELEVANCE:
        key = str(end) if hits and end < total(page) else ""
    else:
        key = str(hits[size - 1]["sort"][0]) if len(hits) > size else ""
    return cursors.encode(Cursor(hits[0]["_index"], asked.sort, key)) if key else ""


def _facets(asked: Asked, page: Answer) -> Mapping[str, tuple[FacetCount, ...]]:
    """Return the facets in the order in which they were asked for."""
    found = {
        name: _facet(asked, name, page["aggregations"][own][WITHIN] if own else page["aggregations"])
        for own, names in grouped(asked.request).items()
        for name in names
    }
    return {name: found[name] for name in asked.request.facets if name in found}


def _facet(asked: Asked, name: str, counted: Answer) -> tuple[FacetCount, ...]:
    values = {
        bucket["key"]: bucket["doc_count"]
        for kind in (VALUES, CHOSEN)
        for bucket in counted.get(kind + name, {}).get("buckets", ())
    }
    return as_facet(name, values, asked.request.filters.get(name, ()))
