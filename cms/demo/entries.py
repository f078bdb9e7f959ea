"""The demo's invented prize entries as pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from cms.accounts.models import User
from cms.demo.records import SOURCE
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import NewPage, TargetState
from cms.records.importing.lookups import Lookups
from cms.taxonomy.enums import Vocabulary
from prizes_pages.actions import edition_page
from prizes_pages.models import PrizeEntryPage
from stocktaking_pages.models import StocktakingProjectPage

PLAIN = ("title", "summary", "sdg_links", "impact", "partnerships", "challenges", "status", "contact_name")
RIGHTS = ("contact_email", "source", "source_id", "source_url", "licence", "attribution")


def publish_entries(entries: Sequence[dict], by: User) -> None:
    """Publish these entries in bulk, each under its edition and, where it names one, linked to its project."""
    lookups = Lookups(by)
    lookups.add_organisations(entry["organisation"] for entry in entries)
    projects = projects_of(entry["project"] for entry in entries)
    create_pages(
        [new_entry(entry, lookups, projects) for entry in entries], state=TargetState.PUBLISHED, by=by
    )


def projects_of(source_ids: Iterable[str]) -> dict[str, int]:
    pages = StocktakingProjectPage.objects.filter(
        source=SOURCE, source_id__in=[one for one in source_ids if one]
    )
    return dict(pages.values_list("source_id", "pk"))


def new_entry(entry: dict, lookups: Lookups, projects: dict[str, int]) -> NewPage:
    locale = lookups.locale(entry["language"])
    page = PrizeEntryPage(
        **{name: entry[name] for name in (*PLAIN, *RIGHTS)},
        original_language=entry["language"],
        submitted_on=dt.date.fromisoformat(entry["submitted_on"]),
        organisation_id=lookups.organisation(entry["organisation"]),
        category_id=lookups.term(Vocabulary.ACTION_LINE, entry["category"]),
        project_id=projects.get(entry["project"]),
    )
    page.countries = lookups.terms(Vocabulary.COUNTRY, entry["countries"])
    page.action_lines = lookups.terms(Vocabulary.ACTION_LINE, entry["action_lines"])
    page.sdgs = lookups.terms(Vocabulary.SDG, map(str, entry["sdgs"]))
    year = entry["edition"]
    parent = lookups.place((PrizeEntryPage, year, locale.pk), lambda: edition_page(year=year, locale=locale))
    return NewPage(page, parent)
