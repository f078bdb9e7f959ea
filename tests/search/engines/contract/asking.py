"""Short ways to ask an engine."""

from __future__ import annotations

from collections.abc import Iterable

from search.engines.base import Engine
from search.schema import FIELDS
from search.types import (
    SearchRequest,
    SearchResult,
)

ALL_FACETS = tuple(field.name for field in FIELDS)
STRICT = {"rescue": False}


def ask(engine: Engine, text: str = "", **values: object) -> SearchResult:
    return engine.search(SearchRequest(text, **values))  # type: ignore[arg-type]  # fields by name


def ids(engine: Engine, text: str = "", **values: object) -> list[str]:
    return [hit.id for hit in ask(engine, text, **values).hits]


def only(**filters: str | Iterable[str]) -> dict[str, frozenset[str]]:
    return {name: frozenset({value} if isinstance(value, str) else value) for name, value in filters.items()}


def counts(result: SearchResult, name: str) -> list[tuple[str, int]]:
    return [(facet.key, facet.count) for facet in result.facets[name]]


def walk(engine: Engine, request: dict[str, object]) -> list[list[str]]:
    """Return the ids of every page, following the cursors."""
    pages, cursor = [], ""
    while True:
        result = ask(engine, cursor=cursor, **request)  # type: ignore[arg-type]  # fields by name
        pages.append([hit.id for hit in result.hits])
        cursor = result.next_cursor
        if not cursor:
            return pages
