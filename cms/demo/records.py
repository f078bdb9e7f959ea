"""Demo records in the import format: invented, deterministic, plausible in six languages."""

from __future__ import annotations

from collections.abc import Iterator

from cms.demo.draws import Draws
from cms.demo.people import contact_of, organisation_of
from cms.demo.stories import Story, story
from cms.demo.words import keywords_of, words_of

SOURCE = "demo"
SEED = 2026
ADDRESS = "https://example.org/demo"
LICENCE = "CC0-1.0"
ATTRIBUTION = "Demonstration record: invented, describes no real project, person or organisation."

STAKEHOLDERS = {
    "academia": ("academia", "technical-community"),
    "civil-society": ("civil-society",),
    "government": ("government",),
    "international-organization": ("international-organization",),
    "other": ("civil-society", "technical-community"),
    "private-sector": ("private-sector",),
}
ACTIVITIES = ("project", "project", "project", "programme", "programme", "website", "toolkit", "other")
ACTIVITIES_BY_THEME = {
    "c4": ("training", "training", "programme", "project"),
    "c6": ("guidelines", "programme", "project"),
    "c10": ("guidelines", "toolkit", "project", "conference"),
    "c11": ("conference", "programme", "project"),
}


def demo_records(count: int = 14000, seed: int = SEED) -> Iterator[dict]:
    """The first count demo records, one dict per record with the keys of the JSONL import format.

    The same count and seed give the same records on every machine and supported Python; a greater
    count begins with the same records. Words are in the record's own language.
    """
    for number in range(1, count + 1):
        yield record_of(story(number, seed))


def record_of(told: Story) -> dict:
    """The story as one record of the import format, words in its own language."""
    return {
        "source": SOURCE,
        "source_id": told.source_id,
        "source_url": f"{ADDRESS}/{told.source_id}",
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        **words_of(told, told.language),
        **_facts(told),
        **_contact(told),
        "keywords": keywords(told, told.language),
    }


def _facts(told: Story) -> dict:
    draws = Draws("facts", told.number)
    return {
        "organisation": organisation_of(told),
        "organisation_country": "" if told.sparse else told.country.code,
        "entity_type": told.entity,
        "stakeholder_type": draws.one(STAKEHOLDERS[told.entity]),
        "countries": [country.code for country in (told.country, *told.others)],
        "action_lines": _action_lines(told, draws),
        "sdgs": sdgs_of(told),
        "activity_types": [draws.one(ACTIVITIES_BY_THEME.get(told.theme.code, ACTIVITIES))],
        "coverage": told.coverage,
        "status": told.status,
        "start_date": None if told.sparse else told.start.isoformat(),
        "end_date": told.end.isoformat() if told.end and not told.sparse else None,
        "submitted_on": told.submitted.isoformat(),
        "language": told.language,
    }


def _action_lines(told: Story, draws: Draws) -> list[str]:
    """The theme first, often one or two that go with it."""
    further = draws.weighted((0, 1, 2), (55, 88, 100))
    return [told.theme.code, *draws.some(told.theme.related, further)]


def sdgs_of(told: Story) -> list[int]:
    """One to three goals that the matrix joins to the theme, the closest always among them."""
    draws = Draws("sdgs", told.number)
    return sorted({told.theme.sdgs[0], *draws.some(told.theme.sdgs[1:], draws.below(3))})


def keywords(told: Story, language: str) -> list[str]:
    """Three keywords; a sparse record has none."""
    return [] if told.sparse else keywords_of(told, language)


def _contact(told: Story) -> dict:
    draws = Draws("website", told.number)
    site = f"https://example.org/{told.source_id}" if draws.chance(0.7) and not told.sparse else ""
    return {
        "website": site,
        "contact_name": contact_of(told),
        "contact_email": f"contact.{told.number:06d}@example.org",
    }
