"""What the pages of the Prizes show."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.core.navigation import page_links
from cms.core.reader import reader_language
from cms.records import presentation as records
from cms.records.documents import address, codes_of
from cms.records.enums import PrizeStatus
from cms.records.models import RecordPage
from cms.records.outlines import rows_as_of
from cms.records.page import Fact, RecordView
from cms.records.past import page_as_of, public_pages
from cms.records.presentation import fact
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import codes as vocabulary_codes
from cms.taxonomy.queries import label, number, short_label, term_codes
from search.days import asked_day, dated, end_of
from search.labels import chip
from search.page import Link

if TYPE_CHECKING:
    from prizes_pages.models import PrizeEditionPage, PrizeEntryPage, PrizesIndexPage

HONOURS_FIRST = {status: place for place, status in enumerate(reversed(PrizeStatus.values))}
"""Winners before champions before nominees."""


@dataclass(frozen=True, slots=True)
class EditionRow:
    year: int
    url: str
    counts: tuple[tuple[str, str, int], ...]
    """(status key, status in words, how many), the highest honour first."""
    total: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    title: str
    url: str
    language: str
    organisation: str
    countries: tuple[str, ...]
    status: str
    """The key, "winner"."""
    status_label: str


@dataclass(frozen=True, slots=True)
class CategoryBox:
    number: int | None
    chip: str
    label: str
    entries: tuple[EntryRow, ...]


def index_context(page: PrizesIndexPage, request: HttpRequest) -> dict[str, Any]:
    day = asked_day(request.GET)
    return page_links(page, request) | {"as_of": day, "editions": edition_rows(page, day)}


def edition_rows(page: PrizesIndexPage, day: dt.date | None) -> list[EditionRow]:
    """Return every edition of the contest, newest first, with what stands in it in all languages.

    As of a day: what was public at its end, in the editions that were there.
    """
    edition_model, entry_model = models()
    years = dict(edition_model.objects.values_list("path", "year"))
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for path, status in standings(entry_model, day):
        counts[years[path[: -page.steplen]]][status] += 1
    editions = edition_model.objects.child_of(page).live()
    if day:
        editions = editions.filter(first_published_at__lte=end_of(day))
    shown = {edition.year: edition.url_path for edition in editions}
    return [
        EditionRow(
            year,
            dated(shown.get(year) or f"{page.url_path}{year}/", day),
            status_counts(found),
            sum(found.values()),
        )
        for year, found in sorted((counts | {year: counts[year] for year in shown}).items(), reverse=True)
    ]


def models() -> tuple[type[PrizeEditionPage], type[PrizeEntryPage]]:
    """Return the page models, which import this module to say what they show."""
    return apps.get_model("prizes_pages", "PrizeEditionPage"), apps.get_model(
        "prizes_pages", "PrizeEntryPage"
    )


def status_counts(found: Mapping[str, int]) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (status.value, str(status.label), found[status])
        for status in reversed(PrizeStatus)
        if found.get(status)
    )


def standings(model: type[PrizeEntryPage], day: dt.date | None) -> Iterable[tuple[str, str]]:
    """Return path and status of every public original, now or at the end of a day."""
    if day is None:
        return originals(model).values_list("path", "status")
    rows = rows_as_of(day, model).filter(is_translation_page=False)
    paths = dict(model.objects.values_list("pk", "path"))
    return [(paths[pk], status) for pk, status in rows.values_list("id", "status")]


def originals(model: type[PrizeEntryPage]) -> Any:
    return model.objects.filter(live=True, is_translation_page=False)


def edition_context(page: PrizeEditionPage, request: HttpRequest) -> dict[str, Any]:
    day = asked_day(request.GET)
    boxes = category_boxes(page, reader_language(), day)
    said = words_then(page, day) if day else page
    return page_links(page, request) | {
        "as_of": day,
        "categories": boxes,
        "count": sum(len(box.entries) for box in boxes),
        "edition": page,
        "introduction": said.introduction if said else "",
        "deadline": said.submissions_close_at if said else None,
    }


def words_then(page: PrizeEditionPage, day: dt.date) -> Any:
    """Return the publication row of an edition at the end of a day; None before its first."""
    return page.history.filter(history_date__lte=end_of(day)).first()


def category_boxes(page: PrizeEditionPage, reader: str, day: dt.date | None) -> list[CategoryBox]:
    """Return the edition's entries in the 18 categories, those without a category last; now or as of a day."""
    grouped: dict[str, list[EntryRow]] = defaultdict(list)
    entries = edition_entries(page, day)
    countries = country_names(entries, reader)
    codes = term_codes()
    for entry in sorted(entries, key=lambda each: (HONOURS_FIRST[each.status], each.title.casefold())):
        code = codes.get(entry.category_id, "")
        grouped[code].append(entry_row(entry, countries.get(entry.pk, ())))
    ordered = [code for code in vocabulary_codes(Vocabulary.ACTION_LINE) if code in grouped]
    return [
        category_box(code, grouped[code], reader) for code in (*ordered, *([""] if "" in grouped else ()))
    ]


def edition_entries(page: PrizeEditionPage, day: dt.date | None) -> list[PrizeEntryPage]:
    """Return the public originals of this edition, whatever language's tree they stand in; now or as of a day."""
    edition_model, entry_model = models()
    entries: list[PrizeEntryPage] = []
    for edition in edition_model.objects.filter(year=page.year):
        if day:
            here = list(entry_model.objects.child_of(edition).values_list("pk", flat=True))
            entries += public_pages(day, entry_model, id__in=here, is_translation_page=False)
        else:
            entries += originals(entry_model).child_of(edition).select_related("organisation")
    return entries


def country_names(entries: Iterable[PrizeEntryPage], reader: str) -> dict[int, tuple[str, ...]]:
    found = codes_of(entries, models()[1], "countries")
    return {
        pk: tuple(label(Vocabulary.COUNTRY, code, reader) for code in codes) for pk, codes in found.items()
    }


def category_box(code: str, entries: list[EntryRow], reader: str) -> CategoryBox:
    if not code:
        return CategoryBox(None, "", _("Without a category"), tuple(entries))
    return CategoryBox(
        number(Vocabulary.ACTION_LINE, code),
        chip("action_line", code),
        short_label(Vocabulary.ACTION_LINE, code, reader),
        tuple(entries),
    )


def entry_row(entry: PrizeEntryPage, countries: tuple[str, ...]) -> EntryRow:
    return EntryRow(
        title=entry.title,
        url=address(entry),
        language=entry.original_language,
        organisation=entry.organisation.name if entry.organisation else "",
        countries=countries,
        status=entry.status,
        status_label=str(entry.get_status_display()),
    )


def entry_context(page: PrizeEntryPage, request: HttpRequest) -> dict[str, Any]:
    return records.record_context(entry_view(page, reader_language()), request) | {
        "breadcrumbs": records.trail_of(page)
    }


def entry_view(page: PrizeEntryPage, reader: str) -> RecordView:
    """Gather an entry's words from the page and its facts from the original."""
    original = page.original
    codes = records.term_codes_of(original)
    return records.record_view(
        page,
        reader,
        kind="entry",
        codes=codes,
        facts=facts_of(original, codes, reader),
        prizes=(records.prize_of(original),),
        year=records.edition_of(original),
    )


def facts_of(
    original: PrizeEntryPage, codes: Mapping[str, tuple[str, ...]], reader: str
) -> Iterator[Fact | None]:
    project, edition = project_of(original), records.edition_of(original)
    yield fact(_("Stocktaking record"), [Link(project.title, address(project))] if project else [])
    yield fact(_("Edition"), [Link(edition, f"/{reader}/prizes/{edition}/")])
    category = term_codes()[original.category_id] if original.category_id else ""
    yield fact(
        _("Category"), [Link(short_label(Vocabulary.ACTION_LINE, category, reader) if category else "")]
    )
    yield fact(_("Organisation"), records.organisation_link(original, reader))
    yield fact(_("Country"), records.place_links(codes["countries"], reader))
    yield fact(_("Website"), [records.website_link(original)])
    yield fact(_("Record id"), [records.id_link(original)])


def project_of(original: PrizeEntryPage) -> RecordPage | None:
    """Return the project of an entry if it is public or, of one of the past, as it was public then."""
    project = original.project
    if project and original.as_of:
        return page_as_of(original.as_of, project)
    return project if project and project.live else None


def entry_detail(page: PrizeEntryPage, language: str) -> dict[str, Any]:
    """Return what the API tells of an entry beyond the search document."""
    return records.public_detail(page) | {"prize_status": page.status}
