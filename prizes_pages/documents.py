"""What search knows of a Prize entry: a result of its own only where no Stocktaking project stands behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Model, Q

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
from prizes_pages.models import PrizeEditionPage, PrizeEntryPage
from prizes_pages.presentation import entry_detail
from search.registry import RecordFacts
from search.types import SearchDocument

WITHOUT_PROJECT = Q(project__isnull=True) | Q(project__live=False)


OUTLINED = ("project_id", "status", "submitted_on")


class EntrySource:
    """Entries without a public project; see search.registry.DocumentSource."""

    kind = "entry"

    def build(self, ids: Sequence[str], day: dt.date | None = None) -> Iterable[SearchDocument]:
        pages = self._alone(ids, day)
        translations = live_translations(pages, PrizeEntryPage)
        codes = {
            name: codes_of(pages, PrizeEntryPage, name) for name in ("countries", "action_lines", "sdgs")
        }
        years = dict(PrizeEditionPage.objects.values_list("path", "year"))
        for page in pages:
            own = own_facets(years.get(page.path[: -page.steplen]), page.status)
            facets = common_facets(page, self.kind, codes) | own
            yield assemble(page, translations.get(page.translation_key, ()), facets, date=page.submitted_on)

    def all_ids(self) -> Iterator[str]:
        return public_ids(PrizeEntryPage, WITHOUT_PROJECT)

    def ids_for(self, instance: Model) -> Iterable[str]:
        if isinstance(instance, PrizeEntryPage):
            projects = PrizeEntryPage.objects.filter(
                translation_key=instance.translation_key, project__isnull=False
            )
            return [*ids_of(instance), *projects.values_list("project__record_id", flat=True)]
        if isinstance(instance, Organisation):
            pages = PrizeEntryPage.objects.filter(organisation=instance, live=True)
            return list(pages.values_list("record_id", flat=True))
        project_entries = getattr(instance, "prize_entries", None)
        return (
            list(project_entries.values_list("record_id", flat=True)) if project_entries is not None else []
        )

    def outlines(self, day: dt.date, with_words: bool = False) -> Iterator[SearchDocument]:
        projects = set(rows_as_of(day, project_model()).values_list("id", flat=True))
        years = years_by_page()
        for page in originals_of(day, PrizeEntryPage, *OUTLINED, with_words=with_words):
            if page.project_id not in projects:
                own = own_facets(years.get(page.pk), page.status)
                yield outline(page, common_facets(page, self.kind, codes_then(page)) | own, page.submitted_on)

    def _alone(self, ids: Sequence[str], day: dt.date | None) -> list[PrizeEntryPage]:
        """Return the entries among these records whose project is not public with them."""
        pages = public_originals(PrizeEntryPage, ids, day)
        if day:
            named = [page.project_id for page in pages if page.project_id]
            projects = set(rows_as_of(day, project_model()).filter(id__in=named).values_list("id", flat=True))
            return [page for page in pages if page.project_id not in projects]
        found = PrizeEntryPage.objects.filter(WITHOUT_PROJECT, record_id__in=ids)
        alone = set(found.values_list("pk", flat=True))
        return [page for page in pages if page.pk in alone]

    def detail(self, id: str, language: str, day: dt.date | None = None) -> Mapping[str, Any] | None:
        page = next(iter(public_originals(PrizeEntryPage, [id], day)), None)
        return entry_detail(page, language) if page else None

    def page(self, id: str) -> PrizeEntryPage | None:
        return original(PrizeEntryPage, id)

    def facts(self, ids: Sequence[str]) -> Mapping[str, RecordFacts]:
        return public_facts(PrizeEntryPage, ids)


def own_facets(year: int | None, status: str) -> dict[str, tuple[str, ...]]:
    return {"year": (str(year),) if year else (), "prize": IMPLIED_PRIZES.get(status, ())}


def years_by_page() -> dict[int, int]:
    """Return the year of the edition that each entry stands in, by primary key."""
    years = dict(PrizeEditionPage.objects.values_list("path", "year"))
    length = PrizeEntryPage.steplen
    pages = PrizeEntryPage.objects.values_list("pk", "path")
    return {pk: years[path[:-length]] for pk, path in pages if path[:-length] in years}


def project_model() -> Any:
    return PrizeEntryPage._meta.get_field("project").related_model
