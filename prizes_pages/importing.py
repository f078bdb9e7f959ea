"""How a line about the Prizes becomes a project and, where its edition is known, the project's entry in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cms.records.enums import PrizeStatus
from cms.records.importing import fields
from cms.records.importing.fields import AddNote, Cleaner, as_text
from cms.records.importing.kinds import NoteOn, PageDraft
from cms.records.importing.lookups import Lookups
from cms.records.importing.values import Incoming, Unusable
from cms.taxonomy.enums import Vocabulary
from prizes_pages.actions import edition_page
from prizes_pages.models import PrizeEntryPage
from stocktaking_pages.importing import FIELDS, check_project, organisation_names, project_draft
from stocktaking_pages.models import StocktakingProjectPage

FIRST_EDITION, LAST_EDITION = 2012, 2100
STATUSES: Mapping[str, str] = {
    **{value: value for value in PrizeStatus.values},
    **dict.fromkeys(("entered", "submission"), PrizeStatus.SUBMITTED),
    **dict.fromkeys(("recognized", "recognition", "certificate"), PrizeStatus.RECOGNISED),
    **dict.fromkeys(("nominated",), PrizeStatus.NOMINEE),
    **dict.fromkeys(("champions",), PrizeStatus.CHAMPION),
    **dict.fromkeys(("winners", "won"), PrizeStatus.WINNER),
}
SHARED = ("title", "summary", "website", "source_url", "licence", "attribution", "submitted_on")
"""Fields that the entry has from its project: words and facts are asked of it on its own page too."""
RELATIONS = ("countries", "action_lines", "sdgs")


def edition(value: Any, note: AddNote) -> int:
    """The year of a contest."""
    text = as_text(value).strip()
    if not (text.isdigit() and FIRST_EDITION <= int(text) <= LAST_EDITION):
        raise Unusable(f"“{text[:50]}” is not the year of a contest from {FIRST_EDITION} on")
    return int(text)


class PrizeKind:
    """A line whose kind is “prizes”: where the edition is not known, a project only."""

    name = "prizes"
    model = StocktakingProjectPage
    fields: Mapping[str, Cleaner] = {
        **FIELDS,
        "edition": edition,
        "category_no": fields.category,
        "status": fields.choice(STATUSES),
    }

    def check(self, values: dict[str, Any], note: NoteOn) -> tuple[str, str] | None:
        """The category's Action Line is one of the project's; a status without an edition makes no entry."""
        category = values.get("category_no")
        if category and category not in values.get("action_lines", ()):
            values["action_lines"] = [category, *values.get("action_lines", ())]
        if "status" in values and "edition" not in values:
            note(
                "status",
                f"“{values['status']}” is left out: without the edition there is no entry to give it to",
            )
        return check_project(values)

    def names(self, values: Mapping[str, Any]) -> Iterable[str]:
        return organisation_names(values)

    def drafts(self, incoming: Incoming, lookups: Lookups) -> Sequence[PageDraft]:
        project = project_draft(incoming, lookups)
        project.values.pop("status", None)
        return (
            [project, _entry_draft(incoming, project, lookups)] if "edition" in incoming.values else [project]
        )


def _entry_draft(incoming: Incoming, project: PageDraft, lookups: Lookups) -> PageDraft:
    given = incoming.values
    values = {
        name: project.values[name]
        for name in (*SHARED, "original_language", "organisation")
        if name in project.values
    }
    values["category"] = lookups.term(Vocabulary.ACTION_LINE, _category(given))
    values["status"] = given.get("status", PrizeStatus.SUBMITTED)
    locale = lookups.locale(project.values.get("original_language", ""))
    year = given["edition"]
    return PageDraft(
        model=PrizeEntryPage,
        values=values,
        relations={name: project.relations[name] for name in RELATIONS if name in project.relations},
        parent=lambda: lookups.place(
            (PrizeEntryPage, year, locale.pk), lambda: edition_page(year=year, locale=locale)
        ),
        links={"project": project},
    )


def _category(given: Mapping[str, Any]) -> str | None:
    """Return the category: as numbered, else the only Action Line named."""
    lines = given.get("action_lines", ())
    return given.get("category_no") or (lines[0] if len(lines) == 1 and lines[0] != "c7" else None)
