"""What a project's page and its record in the API show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.core.navigation import page_links, trail
from cms.core.templatetags.dates import years
from cms.core.templatetags.numbers import number
from cms.records import presentation as records
from cms.records.documents import address
from cms.records.presentation import Attachment, Fact, Image, Link, Prize, RecordView, fact
from cms.records.text import plain
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import label, term_codes
from search.page import Pager

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
    return records.record_context(project_view(page, records.reader_language()), request) | {
        "breadcrumbs": trail(page)
    }


def year_context(page: StocktakingYearPage, request: HttpRequest) -> dict[str, Any]:
    """List the year's projects in all languages from the database: the way that needs no search engine."""
    reader = records.reader_language()
    paginator = Paginator(year_projects(page), ROWS_A_PAGE)
    rows = paginator.get_page(request.GET.get("page"))
    return page_links(page, request) | {
        "count": paginator.count,
        "year_url": records.search_address(reader, year=page.year) if page.year else "",
        "projects": [listed(project) for project in rows],
        "pager": pager(rows),
    }


def year_projects(page: StocktakingYearPage) -> QuerySet[StocktakingProjectPage]:
    """Return the public originals of a year, whatever language's tree they stand in, by title."""
    model = apps.get_model("stocktaking_pages", "StocktakingProjectPage")
    paths = type(page).objects.filter(slug=page.slug).values_list("path", flat=True)
    in_year = reduce(or_, (Q(path__startswith=path, depth=page.depth + 1) for path in paths))
    projects = model.objects.live().filter(in_year, is_translation_page=False)
    return projects.select_related("organisation").order_by("title", "pk")


def listed(project: StocktakingProjectPage) -> ListedProject:
    return ListedProject(
        project.title,
        address(project),
        project.original_language,
        project.organisation.name if project.organisation else "",
    )


def pager(rows: Page) -> Pager | None:
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
        previous=f"?page={rows.previous_page_number()}" if rows.has_previous() else "",
        next=f"?page={rows.next_page_number()}" if rows.has_next() else "",
    )


def project_view(page: StocktakingProjectPage, reader: str) -> RecordView:
    """Gather a project's words from the page and its facts from the original."""
    original = page.original
    codes = records.term_codes_of(original)
    prizes = tuple(prizes_of(original, reader))
    notice, notice_link = records.notice_of(page, original, reader)
    pages = records.pages_of(original)
    events = [*records.publication_events(pages)]
    return RecordView(
        id=original.record_id,
        kind="project",
        title=page.title,
        subtitle=page.subtitle,
        summary=page.summary,
        language=page.locale.language_code if page.is_translation else page.original_language,
        sections=records.sections_of(page),
        chips=(
            *records.action_line_chips(codes["action_lines"], reader),
            *records.sdg_chips(codes["sdgs"], reader),
        ),
        facts=tuple(each for each in facts_of(original, codes, reader) if each),
        prizes=prizes,
        notice=notice,
        notice_link=notice_link,
        languages=records.language_links(page, pages),
        images=tuple(images_of(original)),
        documents=tuple(attachments_of(original)),
        timeline=tuple(sorted(events, key=lambda event: event.date, reverse=True)),
        similar=records.similar_to(original.record_id, reader),
        citation=records.citation_of(page, original, original.start_date and original.start_date.year),
        json_url=f"/api/v1/projects/{original.record_id}/?lang={reader}",
        attribution=records.rights(original),
    )


def facts_of(
    original: StocktakingProjectPage, codes: Mapping[str, tuple[str, ...]], reader: str
) -> Iterator[Fact | None]:
    yield fact(_("Organisation"), [*records.organisation_link(original, reader), *terms_of(original, reader)])
    yield fact(_("Partners"), partner_links(original, reader))
    yield fact(
        _("Country"),
        (
            *records.country_links(codes["countries"], reader),
            *records.region_links(codes["countries"], reader),
        ),
    )
    yield fact(_("Period"), [Link(years(original.start_date, original.end_date) or _("Undated"))])
    yield fact(_("Status"), [status_link(original, reader)])
    yield fact(_("Coverage"), [term_link(Vocabulary.COVERAGE, original.coverage_id, reader)])
    activities = (label(Vocabulary.ACTIVITY_TYPE, code, reader) for code in codes["activity_types"])
    yield fact(_("Activity"), map(Link, activities))
    yield fact(_("Website"), [Link(host_of(original.website), original.website)])
    yield fact(_("Record id"), [Link(original.record_id, f"/id/{original.record_id}")])


def terms_of(original: StocktakingProjectPage, reader: str) -> Iterator[Link]:
    yield term_link(Vocabulary.ENTITY_TYPE, original.entity_type_id, reader)
    yield term_link(Vocabulary.STAKEHOLDER_TYPE, original.stakeholder_type_id, reader)


def term_link(vocabulary: Vocabulary, term_id: int | None, reader: str) -> Link:
    return Link(label(vocabulary, term_codes()[term_id], reader) if term_id else "")


def status_link(original: StocktakingProjectPage, reader: str) -> Link:
    return Link(original.get_status_display(), records.search_address(reader, status=original.status))


def partner_links(original: StocktakingProjectPage, reader: str) -> Iterator[Link]:
    for partner in original.partners.all():
        yield Link(partner.name, records.search_address(reader, organisation=partner.slug))


def host_of(address: str) -> str:
    return address.split("://", 1)[-1].rstrip("/")


def images_of(original: StocktakingProjectPage) -> Iterator[Image]:
    for row in original.images.select_related("image").prefetch_related("image__renditions"):
        yield Image(row.image, row.alt, row.caption)


def attachments_of(original: StocktakingProjectPage) -> Iterator[Attachment]:
    for row in original.attachments.select_related("document"):
        yield Attachment(row.title or row.document.title, row.document.url, row.document.file_size)


def public_entries(original: StocktakingProjectPage) -> list[Any]:
    """Return the published entries of a project, newest edition first, each with its `edition_year`."""
    shown = original.prize_entries.filter(live=True).only("status", "category_id", "url_path")
    entries = list(shown.order_by("-path"))
    for entry in entries:
        # An entry stands directly below its edition, whose slug is the year.
        entry.edition_year = entry.url_path.split("/")[-3]
    return sorted(entries, key=lambda entry: entry.edition_year, reverse=True)


def prizes_of(original: StocktakingProjectPage, reader: str) -> Iterator[Prize]:
    for entry in public_entries(original):
        yield records.prize_of(entry, entry.edition_year, reader)


def project_detail(page: StocktakingProjectPage, language: str) -> dict[str, Any]:
    """Return what the API tells beyond the search document: every public field, words as plain text."""
    return {
        "subtitle": page.subtitle,
        "sections": {name: plain(getattr(page, name)) for name in page.sections if getattr(page, name)},
        "start_date": page.start_date and page.start_date.isoformat(),
        "end_date": page.end_date and page.end_date.isoformat(),
        "website": page.website,
        "keywords": page.keywords,
        "original_language": page.original_language,
        "source": page.source,
        "source_id": page.source_id,
        "source_url": page.source_url,
        "licence": page.licence,
        "attribution": page.attribution,
        "first_published_at": page.first_published_at and page.first_published_at.isoformat(),
        "last_published_at": page.last_published_at and page.last_published_at.isoformat(),
    }
