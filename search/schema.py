"""THE field table: every field of the index, once. Engines translate it, the page and the API read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    """Also the query parameter, the facet's name in the API and the key in SearchDocument.facets."""
    vocabulary: str = ""
    """The taxonomy vocabulary that gives its labels; empty when the values label themselves."""
    facet: bool = True
    """Counted and offered for narrowing on the search page."""
    values: str = "keyword"
    """keyword, or year: four digits, ordered by value."""
    long: bool = False
    """May have hundreds of values: the page shows a filter field and the API cuts at 1,000."""


FIELDS: tuple[Field, ...] = (
    Field("year", values="year"),
    Field("action_line", vocabulary="action_line"),
    Field("region", vocabulary="region"),
    Field("country", vocabulary="country", long=True),
    Field("sdg", vocabulary="sdg"),
    Field("stakeholder", vocabulary="stakeholder_type"),
    Field("organisation", long=True),
    Field("status"),
    Field("language"),
    Field("prize"),
    Field("kind"),
)

BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
