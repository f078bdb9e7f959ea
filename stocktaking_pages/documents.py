"""What search knows of a Stocktaking project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from search.registry import RecordFacts
from search.types import SearchDocument
from stocktaking_pages.models import StocktakingProjectPage
from stocktaking_pages.presentation import project_detail


class ProjectSource:
    """Projects with all their published languages and their prize history; see search.registry.DocumentSource."""

    kind = "project"

    def build(self, ids: Sequence[str]) -> Iterable[SearchDocument]:
        pages = public_originals(StocktakingProjectPage, ids)
        prefetch_related_objects(pages, "stakeholder_type")
        prizes = prizes_of(pages)
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

    def detail(self, id: str, language: str) -> Mapping[str, Any] | None:
        page = next(iter(public_originals(StocktakingProjectPage, [id])), None)
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


def prizes_of(pages: Sequence[StocktakingProjectPage]) -> Mapping[int, tuple[str, ...]]:
    """Return what the prize entries of these projects that anybody may see imply, in two queries."""
    model = StocktakingProjectPage._meta.get_field("prize_entries").related_model
    entries = model.objects.live().public().filter(project__in=[page.pk for page in pages])
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for pk, status in entries.order_by("path").values_list("project_id", "status"):
        found[pk] |= dict.fromkeys(IMPLIED_PRIZES.get(status, ()))
    return {pk: tuple(prizes) for pk, prizes in found.items()}
