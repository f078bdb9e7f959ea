"""Counts by value: the aggregations asked of tantivy, and its answer as facets. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from search.engines.answering import MOST_VALUES
from search.engines.embedded import schema

_COUNTED_PER_SEGMENT = 60_000
"""So many values of a field are counted exactly; tantivy's memory for buckets ends a little above."""


def aggregations(names: Sequence[str]) -> dict[str, Any]:
    """Return the body of one pass over all the fields."""
    return {name: {"terms": _terms(name)} for name in names}


def _terms(name: str) -> dict[str, Any]:
    return {"field": schema.facet(name), "size": MOST_VALUES, "segment_size": _COUNTED_PER_SEGMENT}


def read_counts(answer: Mapping[str, Any], name: str) -> dict[str, int]:
    """Return value -> count of one field."""
    return {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
