"""The shapes of the API's answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema


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
    as_of: dt.date | None
    """The day whose public state this is; null for now."""
    count: int
    count_is_exact: bool
    results: list[ProjectHit]
    facets: dict[str, list[FacetValue]]
    did_you_mean: str
    """Other words: offered, or with `corrected` those that were answered."""
    corrected: bool
    """No record has the words as typed; the results are those of `did_you_mean`."""
    relaxed: bool
    """No record has all of the words; the results have some of them."""
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
    as_of: dt.date | None
    """The day whose public state this is; null for now."""


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


class Refused(Schema):
    parameter: str
    value: str
    reason: str


class Problem(Schema):
    """RFC 9457. `detail` says what is wrong in the language of `lang`."""

    type: str
    title: str
    status: int
    detail: str = ""
    parameter: str = ""
    """The first parameter that cannot be read."""
    merged_into: str = ""
    """Of a record that was merged into another: that one's id."""
    errors: list[Refused] = []
    """Every parameter that cannot be read."""
