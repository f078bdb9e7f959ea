"""What search knows of a Stocktaking project."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from django.db.models import Model, prefetch_related_objects

from cms.organisations.models import Organisation
from cms.records.documents import (
    assemble,
    codes_of,
    common_facets,
    ids_of,
    live_translations,
    original,
    public_facts,
    public_ids,
    public_originals,
)
from cms.records.enums import IMPLIED_PRIZES
from cms.records.outlines import codes_then, originals_of, outline, rows_as_of
from cms.taxonomy.queries import term_codes
from search.registry import RecordFacts
from search.types import SearchDocument
from stocktaking_pages.models import StocktakingProjectPage
from stocktaking_pages.presentation import project_detail

OUTLINED = ("start_date", "submitted_on", "status", "stakeholder_type_id")


class ProjectSource:
    """Projects with all their published languages and their prize history; see search.registry.DocumentSource."""

    kind = "project"

    def build(self, ids: Sequence[str], day: dt.date | None = None) -> Iterable[SearchDocument]:
        pages = public_originals(StocktakingProjectPage, ids, day)
        prefetch_related_objects(pages, "stakeholder_type")
        prizes = prizes_of(pages, day)
        translations = live_translations(pages, StocktakingProjectPage)
        codes = {
            name: codes_of(pages, StocktakingProjectPage, name)
            for name in ("countries", "action_lines", "sdgs")
        }
        for page in pages:
            facets = (
                common_facets(page, self.kind, codes) | own_facets(page) | {"prize": prizes.get(page.pk, ())}
            )
            yield assemble(
                page,
                translations.get(page.translation_key, ()),
                facets,
                date=page.start_date or page.submitted_on,
                extra=page.keywords,
            )

    def all_ids(self) -> Iterator[str]:
        return public_ids(StocktakingProjectPage)

    def ids_for(self, instance: Model) -> Iterable[str]:
        if isinstance(instance, StocktakingProjectPage):
            return ids_of(instance)
        if isinstance(instance, Organisation):
            pages = StocktakingProjectPage.objects.filter(organisation=instance, live=True)
            return list(pages.values_list("record_id", flat=True))
        return []

    def outlines(self, day: dt.date, with_words: bool = False) -> Iterator[SearchDocument]:
        prizes, codes = prizes_then(day), term_codes()
        originals = originals_of(
            day, StocktakingProjectPage, *OUTLINED, with_words=with_words, extra="keywords"
        )
        for page in originals:
            code = codes.get(page.stakeholder_type_id)
            page.stakeholder_type = SimpleNamespace(code=code) if code else None
            facets = common_facets(page, self.kind, codes_then(page)) | own_facets(page)
            prize = {"prize": prizes.get(page.pk, ())}
            yield outline(page, facets | prize, page.start_date or page.submitted_on)

    def detail(self, id: str, language: str, day: dt.date | None = None) -> Mapping[str, Any] | None:
        page = next(iter(public_originals(StocktakingProjectPage, [id], day)), None)
        return project_detail(page, language) if page else None

    def page(self, id: str) -> StocktakingProjectPage | None:
        return original(StocktakingProjectPage, id)

    def facts(self, ids: Sequence[str]) -> Mapping[str, RecordFacts]:
        return public_facts(StocktakingProjectPage, ids, start="start_date", end="end_date")


def own_facets(page: StocktakingProjectPage) -> dict[str, tuple[str, ...]]:
    date = page.start_date or page.submitted_on
    return {
        "year": (str(date.year),) if date else (),
        "status": (page.status,) if page.status else (),
        "stakeholder": (page.stakeholder_type.code,) if page.stakeholder_type else (),
    }


def prizes_of(
    pages: Sequence[StocktakingProjectPage], day: dt.date | None = None
) -> Mapping[int, tuple[str, ...]]:
    """Return what the public prize entries of these projects imply, now or at the end of a day; in two queries."""
    pks = [page.pk for page in pages]
    if day:
        return prizes_then(day, project_id__in=pks)
    entries = entry_model().objects.live().public().filter(project__in=pks)
    return implied(entries.order_by("path").values_list("project_id", "status"))


def prizes_then(day: dt.date, **conditions: Any) -> Mapping[int, tuple[str, ...]]:
    """Return what the entries imply that were public at the end of a day and met these conditions, by project."""
    rows = rows_as_of(day, entry_model()).filter(is_translation_page=False, project_id__isnull=False)
    return implied(rows.filter(**conditions).values_list("project_id", "status"))


def implied(entries: Iterable[tuple[int, str]]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for pk, status in entries:
        found[pk] |= dict.fromkeys(IMPLIED_PRIZES.get(status, ()))
    return {pk: tuple(prizes) for pk, prizes in found.items()}


def entry_model() -> Any:
    return StocktakingProjectPage._meta.get_field("prize_entries").related_model
