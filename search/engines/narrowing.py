"""The filters of a request within what an index can bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.schema import BY_NAME
from search.types import SearchRequest

_MOST_VALUES = 1_000
_LAST_YEAR = 9999
_LONGEST_TERM = 32_766
"""Bytes; what a Lucene term holds at most."""


def indexable(value: str) -> bool:
    """Tell whether a value can be in an index at all: a lone surrogate cannot, nor what is longer than a term."""
    try:
        return len(value.encode()) <= _LONGEST_TERM
    except UnicodeEncodeError:
        return False


def values_asked(values: Iterable[str]) -> list[str]:
    """Return the values that an index may hold, the first thousand of them."""
    return sorted(filter(indexable, values))[:_MOST_VALUES]


def filters_but(request: SearchRequest, leaving_out: str) -> Iterator[tuple[str, list[str]]]:
    """Yield name and values of the filters, but for those of one field."""
    for name in sorted(request.filters):
        if request.filters[name] and name in BY_NAME and name != leaving_out:
            yield name, values_asked(request.filters[name])


def years_asked(request: SearchRequest) -> tuple[int, int]:
    """Return the first and the last year of the range, both included; the first may be after the last."""
    first = 0 if request.year_from is None else max(request.year_from, 0)
    last = _LAST_YEAR if request.year_to is None else min(request.year_to, _LAST_YEAR)
    return first, last


def has_range(request: SearchRequest) -> bool:
    return request.year_from is not None or request.year_to is not None


def filtered_fields(request: SearchRequest) -> frozenset[str]:
    """Return the fields that the request narrows; a range of years narrows the year."""
    fields = {name for name, values in request.filters.items() if values and name in BY_NAME}
    return frozenset(fields | {"year"} if has_range(request) else fields)


def grouped(request: SearchRequest) -> dict[str, list[str]]:
    """Return which of the request's facets can be counted together.

    The key is the field whose own filter must be left out; all unfiltered fields share one pass, under the key "".
    """
    groups: dict[str, list[str]] = {}
    filtered = filtered_fields(request)
    for name in dict.fromkeys(request.facets):
        if name in BY_NAME:
            groups.setdefault(name if name in filtered else "", []).append(name)
    return groups
