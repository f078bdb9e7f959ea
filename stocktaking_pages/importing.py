"""How a line of an imported file becomes a Stocktaking project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.html import escape

from cms.records.importing import fields
from cms.records.importing.fields import Cleaner, up_to
from cms.records.importing.kinds import DEFAULT, NoteOn, PageDraft
from cms.records.importing.lookups import Lookups
from cms.records.importing.values import Incoming
from cms.records.text import plain, shorten
from cms.taxonomy.enums import Vocabulary
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage

TITLE_LENGTH = 255
ATTRIBUTION_LENGTH = 500
ONE_TERM: Mapping[str, Vocabulary] = {
    "stakeholder_type": Vocabulary.STAKEHOLDER_TYPE,
    "entity_type": Vocabulary.ENTITY_TYPE,
    "coverage": Vocabulary.COVERAGE,
    "timescale": Vocabulary.TIMESCALE,
}
SEVERAL_TERMS: Mapping[str, Vocabulary] = {
    "countries": Vocabulary.COUNTRY,
    "action_lines": Vocabulary.ACTION_LINE,
    "sdgs": Vocabulary.SDG,
    "activity_types": Vocabulary.ACTIVITY_TYPE,
}
DAYS = ("start_date", "end_date", "submitted_on")
AS_THEY_ARE = (
    "title",
    "subtitle",
    "summary",
    *StocktakingProjectPage.sections,
    "legacy_id",
    "status",
    "website",
    "keywords",
    "contact_name",
    "contact_email",
    "source_url",
    "licence",
    "attribution",
)
"""Columns whose cleaned value is the field's."""

FIELDS: Mapping[str, Cleaner] = {
    "title": fields.line_of_text,
    "subtitle": up_to(255),
    "summary": fields.line_of_text,
    **dict.fromkeys(StocktakingProjectPage.sections, fields.rich_text),
    "organisation": fields.name,
    "partners": fields.names,
    "countries": fields.countries,
    "action_lines": fields.action_lines,
    "sdgs": fields.goals,
    "activity_types": fields.some_of(Vocabulary.ACTIVITY_TYPE),
    **{name: fields.one_of(vocabulary) for name, vocabulary in ONE_TERM.items()},
    "keywords": fields.keywords,
    "website": partial(fields.address, longest=500),
    "start_date": fields.day,
    "end_date": partial(fields.day, last=True),
    "submitted_on": fields.day,
    "status": fields.choice(fields.STATUSES),
    "language": fields.language,
    "legacy_id": fields.legacy_id,
    "contact_name": partial(fields.name, longest=200),
    "contact_email": fields.email,
    "source_url": partial(fields.address, longest=1000),
    "licence": up_to(200),
    "attribution": up_to(ATTRIBUTION_LENGTH),
    "more_sources": fields.names,
}


class ProjectKind:
    """A line without a kind, or of a kind outside the Prizes."""

    name = DEFAULT
    model = StocktakingProjectPage
    fields = FIELDS

    def check(self, values: dict[str, Any], note: NoteOn) -> tuple[str, str] | None:
        return check_project(values)

    def names(self, values: Mapping[str, Any]) -> Iterable[str]:
        return organisation_names(values)

    def drafts(self, incoming: Incoming, lookups: Lookups) -> Sequence[PageDraft]:
        return [project_draft(incoming, lookups)]


def check_project(values: dict[str, Any]) -> tuple[str, str] | None:
    """Refuse an end before the start; keep whole what does not fit its field.

    A title that is too long stands at the head of the description too; further sources stand with the attribution.
    """
    start, end = values.get("start_date"), values.get("end_date")
    if start and end and end < start:
        return "end_date", f"The record ends ({end}) before it starts ({start})."
    title = values["title"]
    if len(title) > TITLE_LENGTH:
        values["title"] = shorten(title, TITLE_LENGTH - 1)
        values["description"] = f"<p><b>{escape(title)}</b></p>{values.get('description', '')}"
    attribution = " ".join(
        [*([values["attribution"]] if "attribution" in values else []), *values.pop("more_sources", [])]
    )
    if len(attribution) > ATTRIBUTION_LENGTH:
        return (
            "more_sources",
            f"Attribution and further sources have {len(attribution)} characters; the field holds 500.",
        )
    if attribution:
        values["attribution"] = attribution
    return None


def organisation_names(values: Mapping[str, Any]) -> Iterable[str]:
    return [name for name in (values.get("organisation"), *values.get("partners", ())) if name]


def project_draft(incoming: Incoming, lookups: Lookups) -> PageDraft:
    """Return the project of a line; its place is the year it starts in, in the tree of its language."""
    given = incoming.values
    language = lookups.language(given.get("language"), _words(given))
    days = {name: dt.date.fromisoformat(given[name]) for name in DAYS if name in given}
    values = {name: given[name] for name in AS_THEY_ARE if name in given} | days
    if language:
        values["original_language"] = language
    if organisation := lookups.organisation(given.get("organisation")):
        values["organisation"] = organisation
    values |= {name: lookups.term(terms, given[name]) for name, terms in ONE_TERM.items() if name in given}
    relations = {
        name: lookups.terms(terms, given[name]) for name, terms in SEVERAL_TERMS.items() if name in given
    }
    if partners := lookups.organisations(given.get("partners", ())):
        relations["partners"] = partners
    start = days.get("start_date")
    return PageDraft(
        model=StocktakingProjectPage,
        values=values,
        relations=relations,
        parent=lambda: _year(lookups, start.year if start else None, language),
    )


def _year(lookups: Lookups, year: int | None, language: str) -> Any:
    locale = lookups.locale(language)
    return lookups.place(
        (StocktakingProjectPage, year, locale.pk), lambda: year_page(year=year, locale=locale)
    )


def _words(given: Mapping[str, Any]) -> str:
    return " ".join((given["title"], given.get("summary", ""), plain(given.get("description", ""))))
