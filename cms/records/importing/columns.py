"""Under which names a file may give a field; docs/reference/import.md lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

ALIASES: Mapping[str, tuple[str, ...]] = {
    "source_id": ("id", "project_no", "project_number", "reference", "identifier"),
    "source_url": ("url", "source_link", "record_url"),
    "licence": ("license", "rights"),
    "title": ("name", "project_title", "project_name"),
    "subtitle": ("second_title",),
    "summary": ("abstract", "short_description", "executive_summary"),
    "description": ("project_description", "full_description", "body"),
    "goals": ("objectives", "goal"),
    "results": ("results_and_impact", "outcomes"),
    "organisation": ("organization", "organisation_name", "organization_name", "institution", "entity"),
    "partners": ("partner", "partner_organisations", "partner_organizations"),
    "countries": ("country", "country_code", "country_codes", "country_name"),
    "action_lines": ("action_line", "wsis_action_lines", "wsis_action_line", "action_lines_more"),
    "sdgs": ("sdg", "sdg_goals", "sustainable_development_goals"),
    "keywords": ("sectors", "sector", "tags", "themes"),
    "start_date": ("start", "begin", "from"),
    "end_date": ("end", "to", "until"),
    "submitted_on": ("submitted", "submission_date"),
    "website": ("project_website", "web_site", "homepage"),
    "language": ("original_language", "lang"),
    "legacy_id": ("project_id", "projectid"),
    "contact_name": ("contact", "contact_person"),
    "contact_email": ("contact_mail", "email", "e_mail"),
    "stakeholder_type": ("stakeholder",),
    "entity_type": ("type_of_entity", "organisation_type", "organization_type"),
    "activity_types": ("activity_type",),
    "coverage": ("geographical_coverage",),
    "status": ("project_status",),
    "edition": ("prize_edition", "prize_year"),
    "category_no": ("category", "prize_category"),
    "more_sources": ("original_url",),
}
CANONICAL = {alias: name for name, aliases in ALIASES.items() for alias in aliases}

COLLECTED = frozenset(
    {"countries", "action_lines", "sdgs", "keywords", "partners", "activity_types", "more_sources"}
)
"""Fields of several values: what several columns give is put together."""


@lru_cache(maxsize=10_000)
def canonical(name: str) -> str:
    """Return the documented name of a column: “Project Title” is title; an unknown one stays as it is, in small."""
    folded = re.sub(r"[\W_]+", "_", name).strip("_").lower()
    return CANONICAL.get(folded, folded)


def renamed(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the values that say something by canonical name, and the columns left over because theirs is taken.

    The documented name goes before its aliases; several columns of a field that is collected are put together.
    """
    found: dict[str, Any] = {}
    left_over = []
    for name, value in sorted(values.items(), key=lambda item: canonical(item[0]) != item[0]):
        if is_silent(value):
            continue
        key = canonical(name)
        if key not in found:
            found[key] = value
        elif key in COLLECTED:
            found[key] = [*_listed(found[key]), *_listed(value)]
        elif found[key] != value:
            left_over.append(name)
    return found, left_over


def is_silent(value: Any) -> bool:
    """Whether a value says nothing: null, an empty text or list."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]
