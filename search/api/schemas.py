"""The shapes of the API's answers."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from search.schema import FIELDS
from search.types import Sort


class Highlights(Schema):
    """Escaped HTML; the words found stand in <mark>."""

    title: str
    text: str


class Project(Schema):
    """A record in the language that answers best. Codes are those of the parameters."""

    id: str
    title: str
    language: str
    url: str
    summary: str
    languages: list[str]
    organisation: str
    countries: list[str]
    action_lines: list[str]
    sdgs: list[str]
    year: int | None
    status: str


class ProjectHit(Project):
    highlights: Highlights
    matched_language: str


class FacetValue(Schema):
    key: str
    label: str
    count: int
    selected: bool


class ProjectList(Schema):
    count: int
    count_is_exact: bool
    results: list[ProjectHit]
    facets: dict[str, list[FacetValue]]
    did_you_mean: str
    next: str | None
    previous: str | None


class Words(Schema):
    title: str
    summary: str
    text: str
    language: str
    url: str


class ProjectDetail(Project):
    """A record with all its published languages; what its kind of record adds follows under `record`."""

    texts: dict[str, Words]
    prizes: list[str]
    stakeholders: list[str]
    regions: list[str]
    kind: str
    record: dict[str, Any]


class Suggested(Schema):
    kind: str
    kind_label: str
    """The kind in words; empty for a record."""
    id: str
    title: str
    language: str
    url: str


class Suggestions(Schema):
    results: list[Suggested]


class Problem(Schema):
    type: str
    title: str
    status: int
    detail: str = ""
    parameter: str = ""


def _parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema or {"type": "string"}}


LANGUAGE_PARAMETER = _parameter(
    "lang", "Language of labels, and the one that is shown first where there is a choice."
)
SEARCH_PARAMETERS = [
    _parameter("q", "Words to search for."),
    *(
        _parameter(
            field.name, "Repeat it for either of several values.", type="array", items={"type": "string"}
        )
        for field in FIELDS
    ),
    _parameter("year_from", "First year.", type="integer"),
    _parameter("year_to", "Last year.", type="integer"),
    _parameter("sort", "Order of results.", type="string", enum=[sort.value for sort in Sort]),
    _parameter("page", "Reaches the first 10,000 results; follow `next` beyond.", type="integer", minimum=1),
    _parameter("size", "Results on a page.", type="integer", minimum=1, maximum=100),
    _parameter("cursor", "From `next`; replaces page."),
    LANGUAGE_PARAMETER,
]
