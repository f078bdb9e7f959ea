"""What a project's page and its record in the API show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from wagtail.models import Page

from cms.core.templatetags.dates import years
from cms.records import presentation as records
from cms.records.presentation import Attachment, Fact, Image, Link, Prize, RecordView, fact
from cms.records.text import plain
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import label

if TYPE_CHECKING:
    from stocktaking_pages.models import StocktakingProjectPage


def project_context(page: StocktakingProjectPage, request: HttpRequest) -> dict[str, Any]:
    view = project_view(page, records.reader_language())
    return {
        "record": view,
        "alternates": [(link.code, request.build_absolute_uri(link.url)) for link in view.languages],
        "canonical": request.build_absolute_uri(next(link.url for link in view.languages if link.current)),
    }


def project_view(page: StocktakingProjectPage, reader: str) -> RecordView:
    """Gather a project's words from the page and its facts from the original."""
    original = page.original
    codes = records.term_codes_of(original)
    prizes = tuple(prizes_of(original, reader))
    notice, notice_link = records.notice_of(page, original, reader)
    events = [*records.publication_events(original)]
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
        languages=records.language_links(page, original),
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
        (*records.country_links(codes["countries"], reader), *records.region_links(codes["countries"], reader)),
    )
    yield fact(_("Period"), [Link(years(original.start_date, original.end_date) or _("Undated"))])
    yield fact(_("Status"), [status_link(original, reader)])
    yield fact(_("Coverage"), [term_link(Vocabulary.COVERAGE, original.coverage, reader)])
    activities = (label(Vocabulary.ACTIVITY_TYPE, code, reader) for code in codes["activity_types"])
    yield fact(_("Activity"), map(Link, activities))
    yield fact(_("Website"), [Link(host_of(original.website), original.website)])
    yield fact(_("Record id"), [Link(original.record_id, f"/id/{original.record_id}")])


def terms_of(original: StocktakingProjectPage, reader: str) -> Iterator[Link]:
    yield term_link(Vocabulary.ENTITY_TYPE, original.entity_type, reader)
    yield term_link(Vocabulary.STAKEHOLDER_TYPE, original.stakeholder_type, reader)


def term_link(vocabulary: Vocabulary, term: Any, reader: str) -> Link:
    return Link(label(vocabulary, term.code, reader) if term else "")


def status_link(original: StocktakingProjectPage, reader: str) -> Link:
    return Link(
        original.get_status_display(), records.search_address(reader, status=original.status)
    )


def partner_links(original: StocktakingProjectPage, reader: str) -> Iterator[Link]:
    for partner in original.partners.all():
        yield Link(partner.name, records.search_address(reader, organisation=partner.slug))


def host_of(address: str) -> str:
    return address.split("://", 1)[-1].rstrip("/")


def images_of(original: StocktakingProjectPage) -> Iterator[Image]:
    for row in original.images.select_related("image"):
        yield Image(row.image, row.alt, row.caption)


def attachments_of(original: StocktakingProjectPage) -> Iterator[Attachment]:
    for row in original.attachments.select_related("document"):
        yield Attachment(row.title or row.document.title, row.document.url, row.document.file_size)


def public_entries(original: StocktakingProjectPage) -> list[Any]:
    """Return the published entries of a project, newest edition first, each with its `edition_year`."""
    entries = list(original.prize_entries.filter(live=True).select_related("category").order_by("-path"))
    years_by_path = {parent.path: parent.slug for parent in _editions(entries)}
    for entry in entries:
        entry.edition_year = years_by_path.get(entry.path[: -entry.steplen], "")
    return sorted(entries, key=lambda entry: entry.edition_year, reverse=True)


def _editions(entries: list[Any]) -> Iterable[Page]:
    paths = {entry.path[: -entry.steplen] for entry in entries}
    return Page.objects.filter(path__in=paths).only("path", "slug") if paths else ()


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
