"""What search knows of a Prize entry: a result of its own only where no Stocktaking project stands behind it."""

from __future__ import annotations

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
from prizes_pages.models import PrizeEditionPage, PrizeEntryPage
from prizes_pages.presentation import entry_detail
from search.registry import RecordFacts
from search.types import SearchDocument

WITHOUT_PROJECT = Q(project__isnull=True) | Q(project__live=False)


class EntrySource:
    """Entries without a public project; see search.registry.DocumentSource."""

    kind = "entry"

    def build(self, ids: Sequence[str]) -> Iterable[SearchDocument]:
        alone = set(
            PrizeEntryPage.objects.filter(WITHOUT_PROJECT, record_id__in=ids).values_list("pk", flat=True)
        )
        pages = [page for page in public_originals(PrizeEntryPage, ids) if page.pk in alone]
        translations = live_translations(pages, PrizeEntryPage)
        codes = {
            name: codes_of(pages, PrizeEntryPage, name) for name in ("countries", "action_lines", "sdgs")
        }
        years = dict(PrizeEditionPage.objects.values_list("path", "year"))
        for page in pages:
            year = years.get(page.path[: -page.steplen])
            facets = common_facets(page, self.kind, codes) | {
                "year": (str(year),) if year else (),
                "prize": IMPLIED_PRIZES.get(page.status, ()),
            }
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

    def detail(self, id: str, language: str) -> Mapping[str, Any] | None:
        page = next(iter(public_originals(PrizeEntryPage, [id])), None)
        return entry_detail(page, language) if page else None

    def page(self, id: str) -> PrizeEntryPage | None:
        return original(PrizeEntryPage, id)

    def facts(self, ids: Sequence[str]) -> Mapping[str, RecordFacts]:
        return public_facts(PrizeEntryPage, ids)
