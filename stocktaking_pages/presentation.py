"""What a project's page and its record in the API show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.core.navigation import page_links, search_page
from cms.core.reader import reader_language
from cms.core.templatetags.dates import years
from cms.core.templatetags.numbers import number
from cms.records import presentation as records
from cms.records.documents import address
from cms.records.models import RecordPage
from cms.records.outlines import rows_as_of
from cms.records.page import Attachment, Fact, Image, Prize, RecordView
from cms.records.past import public_pages
from cms.records.presentation import fact
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import label, term_codes
from search.days import asked_day, dated
from search.page import Link, Pager

if TYPE_CHECKING:
    from stocktaking_pages.models import StocktakingProjectPage, StocktakingYearPage

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ListedProject:
    """A line of a year's list."""

    title: str
    url: str
    language: str
    organisation: str


def project_context(page: StocktakingProjectPage, request: HttpRequest) -> dict[str, Any]:
    return records.record_context(project_view(page, reader_language()), request) | {
        "breadcrumbs": records.trail_of(page)
    }


def year_context(page: StocktakingYearPage, request: HttpRequest) -> dict[str, Any]:
    """List the year's projects in all languages from the database: the way that needs no search engine.

    As of a day where one is asked for.
    """
    reader, day = reader_language(), asked_day(request.GET)
    paginator: Paginator[Any] = Paginator(
        projects_then(page, day) if day else year_projects(page), ROWS_A_PAGE
    )
    rows = paginator.get_page(request.GET.get("page"))
    projects = pages_then(day, rows) if day else rows
    return page_links(page, request) | {
        "as_of": day,
        "count": paginator.count,
        "year_url": dated(search_page(reader, year=page.year), day) if page.year else "",
        "projects": [listed(project) for project in projects],
        "pager": pager(rows, day),
    }


def year_projects(page: StocktakingYearPage) -> QuerySet[StocktakingProjectPage]:
    """Return the public originals of a year, whatever language's tree they stand in, by title."""
    projects = project_model().objects.live().filter(in_year(page), is_translation_page=False)
    return projects.select_related("organisation").order_by("title", "pk")


def projects_then(page: StocktakingYearPage, day: dt.date) -> QuerySet[Any]:
    """Return the publication rows of the originals that were public at the end of a day, of what stands here today."""
    model = project_model()
    here = model.objects.filter(in_year(page), is_translation_page=False)
    return rows_as_of(day, model).filter(id__in=here.order_by().values("pk")).order_by("title", "id")


def pages_then(day: dt.date, rows: Iterable[Any]) -> list[StocktakingProjectPage]:
    """Return the projects of these publication rows, in their order, as they were public then."""
    order = [row.id for row in rows]
    pages = {each.pk: each for each in public_pages(day, project_model(), id__in=order)}
    return [pages[pk] for pk in order if pk in pages]


def in_year(page: StocktakingYearPage) -> Q:
    paths = type(page).objects.filter(slug=page.slug).values_list("path", flat=True)
    return reduce(or_, (Q(path__startswith=path, depth=page.depth + 1) for path in paths))


def project_model() -> type[StocktakingProjectPage]:
    """Return the page model, which imports this module to say what it shows."""
    return apps.get_model("stocktaking_pages", "StocktakingProjectPage")


def listed(project: StocktakingProjectPage) -> ListedProject:
    return ListedProject(
        project.title,
        address(project),
        project.original_language,
        project.organisation.name if project.organisation else "",
    )


def pager(rows: Page, day: dt.date | None) -> Pager | None:
    """Return the way to the pages before and after, None where one page holds all."""
    if rows.paginator.num_pages == 1:
        return None
    span = {
        "first": number(rows.start_index()),
        "last": number(rows.end_index()),
        "count": number(rows.paginator.count),
    }
    return Pager(
        label=_("%(first)s–%(last)s of %(count)s") % span,
        previous=dated(f"?page={rows.previous_page_number()}", day) if rows.has_previous() else "",
        next=dated(f"?page={rows.next_page_number()}", day) if rows.has_next() else "",
    )


def project_view(page: StocktakingProjectPage, reader: str) -> RecordView:
    """Gather a project's words from the page and its facts from the original."""
    original = page.original
    codes = records.term_codes_of(original)
    return records.record_view(
        page,
        reader,
        kind="project",
        subtitle=page.subtitle,
        codes=codes,
        facts=facts_of(original, codes, reader),
        prizes=tuple(prizes_of(original)),
        year=original.start_date and original.start_date.year,
        images=tuple(images_of(original)),
        documents=tuple(attachments_of(original)),
    )


def facts_of(
    original: StocktakingProjectPage, codes: Mapping[str, tuple[str, ...]], reader: str
) -> Iterator[Fact | None]:
    yield fact(_("Organisation"), [*records.organisation_link(original, reader), *terms_of(original, reader)])
    yield fact(_("Partners"), partner_links(original, reader))
    yield fact(_("Country"), records.place_links(codes["countries"], reader))
    yield fact(_("Period"), [Link(years(original.start_date, original.end_date) or _("Undated"))])
    yield fact(_("Status"), [status_link(original, reader)])
    yield fact(_("Coverage"), [term_link(Vocabulary.COVERAGE, original.coverage_id, reader)])
    activities = (label(Vocabulary.ACTIVITY_TYPE, code, reader) for code in codes["activity_types"])
    yield fact(_("Activity"), map(Link, activities))
    yield fact(_("Website"), [records.website_link(original)])
    yield fact(_("Record id"), [records.id_link(original)])


def terms_of(original: StocktakingProjectPage, reader: str) -> Iterator[Link]:
    yield term_link(Vocabulary.ENTITY_TYPE, original.entity_type_id, reader)
    yield term_link(Vocabulary.STAKEHOLDER_TYPE, original.stakeholder_type_id, reader)


def term_link(vocabulary: Vocabulary, term_id: int | None, reader: str) -> Link:
    return Link(label(vocabulary, term_codes()[term_id], reader) if term_id else "")


def status_link(original: StocktakingProjectPage, reader: str) -> Link:
    return Link(original.get_status_display(), search_page(reader, status=original.status))


def partner_links(original: StocktakingProjectPage, reader: str) -> Iterator[Link]:
    for partner in original.partners.all():
        yield Link(partner.name, search_page(reader, organisation=partner.slug))


def images_of(original: StocktakingProjectPage) -> Iterator[Image]:
    for row in original.images.select_related("image").prefetch_related("image__renditions"):
        yield Image(row.image, row.alt, row.caption)


def attachments_of(original: StocktakingProjectPage) -> Iterator[Attachment]:
    for row in original.attachments.select_related("document"):
        yield Attachment(row.title or row.document.title, row.document.url, row.document.file_size)


def prizes_of(original: StocktakingProjectPage) -> Iterator[Prize]:
    """Yield the honours of a project's published entries, the newest edition first."""
    for entry in sorted(entries_of(original), key=records.edition_of, reverse=True):
        yield records.prize_of(entry)


def entries_of(original: StocktakingProjectPage) -> Iterable[RecordPage]:
    """Return the entries of a project that are public or, of one of the past, were so then."""
    if original.as_of:
        return public_pages(
            original.as_of, original.prize_entries.model, project_id=original.pk, is_translation_page=False
        )
    shown = original.prize_entries.filter(live=True).only("status", "category", "project", "url_path")
    return shown.order_by("-path")


def project_detail(page: StocktakingProjectPage, language: str) -> dict[str, Any]:
    """Return what the API tells of a project beyond the search document."""
    return records.public_detail(page) | {
        "subtitle": page.subtitle,
        "start_date": page.start_date and page.start_date.isoformat(),
        "end_date": page.end_date and page.end_date.isoformat(),
        "keywords": page.keywords,
        "first_published_at": page.first_published_at and page.first_published_at.isoformat(),
        "last_published_at": page.last_published_at and page.last_published_at.isoformat(),
    }
