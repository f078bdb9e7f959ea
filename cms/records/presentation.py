"""What a record's page shows: words of the page in the reader's language or another, facts of the original."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.db import connection
from django.db.models import Exists, Field
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.core.navigation import search_page, stand_in, trail
from cms.core.templatetags.dates import long_date
from cms.core.templatetags.languages import own_name
from cms.moderation.enums import BROUGHT_BACK
from cms.moderation.queries import merged_here, merges_of
from cms.records.documents import address, language_key
from cms.records.history import PUBLISHED, was_brought_back
from cms.records.models import RecordPage
from cms.records.notices import badges_of, notice_of, reader_address, summaries_of
from cms.records.page import (
    Attachment,
    Event,
    Fact,
    Image,
    LanguageLink,
    Past,
    Prize,
    RecordView,
    Section,
)
from cms.records.text import plain
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import label, number, region_of, short_label, term_codes
from cms.translations import readers
from cms.translations.models import Shown, TranslationSummary
from cms.translations.readers import Reading
from search import service
from search.days import PARAMETER, dated, end_of
from search.engines.base import EngineUnavailable
from search.labels import chip, language_name
from search.page import Link
from search.types import UNDETERMINED, Suggestion


def record_view(
    page: RecordPage,
    reader: str,
    *,
    kind: str,
    codes: Mapping[str, tuple[str, ...]],
    facts: Iterable[Fact | None],
    prizes: tuple[Prize, ...],
    year: object,
    subtitle: str = "",
    images: tuple[Image, ...] = (),
    documents: tuple[Attachment, ...] = (),
) -> RecordView:
    """Gather words from the page and facts from the original; `year` is the one it is quoted by."""
    # long: one line for each field of the view
    original = page.original
    pages = pages_of(original)
    summaries = {} if page.as_of else summaries_of(pages)
    summary = summaries.get(page.pk)
    notice, notice_link = notice_of(page, original, reader, summary)
    return RecordView(
        id=original.record_id,
        kind=kind,
        title=page.title,
        subtitle=subtitle,
        summary=page.summary,
        language=page.locale.language_code if page.is_translation else page.original_language,
        sections=sections_of(page),
        chips=tuple(on_day(chips_of(codes, reader), page.as_of)),
        facts=tuple(replace(each, values=tuple(on_day(each.values, page.as_of))) for each in facts if each),
        prizes=prizes,
        notice=notice,
        notice_link=notice_link,
        past=past_of(page),
        languages=language_links(page, pages, summaries),
        images=images,
        documents=documents,
        timeline=tuple(sorted(publication_events(pages), key=lambda event: event.date, reverse=True)),
        similar=() if page.as_of else similar_to(original.record_id, reader),
        citation=citation_of(page, original, year),
        json_url=dated(f"/api/v1/projects/{original.record_id}/?lang={reader}", page.as_of),
        attribution=rights(original),
        reading=Reading(original.translation_key, reader, shown_to(reader, page, summary)),
    )


def record_context(view: RecordView, request: HttpRequest) -> dict[str, Any]:
    """Return the frame's context of a record, and count the view: canonical and hreflang name only what exists."""
    if request.method == "GET" and not getattr(request, "is_preview", False) and not view.past:
        readers.note(view.reading)
    published = {link.code: link.url for link in view.languages}
    day = view.past.day if view.past else None
    stand_in(
        request,
        {
            code: published.get(code) or dated(reader_address(code, view.id), day)
            for code, _name in settings.LANGUAGES
        },
    )
    if view.past:
        return {"record": view}
    canonical = next((link.url for link in view.languages if link.current), request.path)
    return {
        "record": view,
        "canonical": request.build_absolute_uri(canonical),
        "alternates": [
            (link.code, request.build_absolute_uri(link.url))
            for link in view.languages
            if link.code != UNDETERMINED
        ],
    }


def past_of(page: RecordPage) -> Past | None:
    """Return what marks a page of the past as such, with the way to today's where there is one."""
    if page.as_of is None:
        return None
    line = _("This is what was public on %(date)s.") % {"date": long_date(page.as_of)}
    is_public = type(page).objects.filter(pk=page.pk, live=True).exists()
    return Past(page.as_of, line, Link(_("See it as it is today"), page.url_path) if is_public else None)


def on_day(links: Iterable[Link], day: dt.date | None) -> Iterator[Link]:
    """Let the links that stay on this site lead to what was public on the same day."""
    for link in links:
        leads_away = not link.url.startswith("/") or f"{PARAMETER}=" in link.url
        yield link if leads_away else replace(link, url=dated(link.url, day))


def trail_of(page: RecordPage) -> list[tuple[str, str]]:
    """Return the pages above a record for the frame, as of the record's day."""
    return [(title, dated(url, page.as_of)) for title, url in trail(page)]


def term_codes_of(original: RecordPage) -> dict[str, tuple[str, ...]]:
    """Return the term codes of every term relation of an original: in one query, or as a page of the past has them."""
    found: dict[str, list[str]] = {name: [] for name in original.term_relations}
    if original.as_of:
        found = {name: [term.code for term in getattr(original, name).all()] for name in found}
    else:
        _read_codes(original, found)
    return {name: tuple(sorted(values, key=natural)) for name, values in found.items()}


def _read_codes(original: RecordPage, found: Mapping[str, list[str]]) -> None:
    codes = term_codes()
    with connection.cursor() as cursor:
        cursor.execute(_terms_statement(type(original)), [original.pk] * len(found))
        for name, term_id in cursor.fetchall():
            found[name].append(codes[term_id])


@cache
def _terms_statement(model: type[RecordPage]) -> str:
    """Return the question for (relation, term) of a page: the same for all, so it is put together once."""
    column = connection.ops.quote_name(f"{model._meta.model_name}_id")
    tables = {name: getattr(model, name).through._meta.db_table for name in model.term_relations}
    return " UNION ALL ".join(
        f"SELECT '{name}', term_id FROM {connection.ops.quote_name(table)} WHERE {column} = %s"  # noqa: S608 - names of models
        for name, table in tables.items()
    )


def natural(code: str) -> tuple[int, str]:
    """Order c2 before c10, 3 before 17 and names by the alphabet."""
    digits = "".join(character for character in code.split("-", 1)[0] if character.isdigit())
    return (int(digits) if digits else 0, code)


def chips_of(codes: Mapping[str, tuple[str, ...]], language: str) -> Iterator[Link]:
    """Yield Action Lines, then goals, each a search."""
    for code in codes["action_lines"]:
        words = short_label(Vocabulary.ACTION_LINE, code, language)
        yield Link(words, search_page(language, action_line=code), chip("action_line", code))
    for code in codes["sdgs"]:
        words = short_label(Vocabulary.SDG, code, language)
        yield Link(words, search_page(language, sdg=code), chip("sdg", code))


def place_links(countries: Sequence[str], language: str) -> Iterator[Link]:
    """Yield the countries, then each region they are in once."""
    for code in countries:
        yield Link(label(Vocabulary.COUNTRY, code, language), search_page(language, country=code))
    for code in dict.fromkeys(filter(None, map(region_of, countries))):
        yield Link(label(Vocabulary.REGION, code, language), search_page(language, region=code))


def organisation_link(original: RecordPage, language: str) -> tuple[Link, ...]:
    organisation = original.organisation
    if organisation is None:
        return ()
    return (Link(organisation.name, search_page(language, organisation=organisation.slug)),)


def website_link(original: RecordPage) -> Link:
    """Return the website by its address without scheme; no words where there is none."""
    return Link(original.website.split("://", 1)[-1].rstrip("/"), original.website)


def id_link(original: RecordPage) -> Link:
    return Link(original.record_id, f"/id/{original.record_id}")


def fact(heading: str, values: Iterable[Link]) -> Fact | None:
    """Return the fact, or None when nothing is known: the panel leaves it out."""
    known = tuple(value for value in values if value.label)
    return Fact(heading, known) if known else None


def sections_of(page: RecordPage) -> tuple[Section, ...]:
    made = ((heading_of(page, name), getattr(page, name)) for name in page.sections)
    return tuple(Section(heading, html) for heading, html in made if html)


def heading_of(page: RecordPage, name: str) -> str:
    """Return the name of a section in the active language."""
    section = cast("Field[Any, Any]", page._meta.get_field(name))
    return capitalised(str(section.verbose_name))


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


EXISTENCE = ("live", "url_path", "is_translation_page", "original_language")
"""What is read of a translation to say that it exists."""


def pages_of(original: RecordPage) -> list[RecordPage]:
    """Return the pages of a record, live or not: the original, then its translations; or those of the day it is of."""
    if original.as_of:
        return list(original.pages_then)
    others = type(original).objects.filter(translation_key=original.translation_key, is_translation_page=True)
    return [original, *others.select_related("locale").only(*EXISTENCE, "locale").order_by("locale_id")]


def language_links(
    page: RecordPage, pages: Iterable[RecordPage], summaries: Mapping[int, TranslationSummary]
) -> tuple[LanguageLink, ...]:
    """Return every published language among the pages of a record, the original always."""
    return tuple(
        LanguageLink(
            code=(key := language_key(each)),
            name=own_name(each.original_language if key == UNDETERMINED else key) or language_name(key),
            url=address(each),
            original=not each.is_translation,
            current=each.pk == page.pk,
            badges=tuple(badges_of(summaries[each.pk])) if each.pk in summaries else (),
        )
        for each in pages
        if each.live or not each.is_translation
    )


def shown_to(reader: str, page: RecordPage, summary: TranslationSummary | None) -> Shown:
    """Return what a reader of this language gets with this page."""
    if language_key(page) != reader:
        return Shown.ABSENT
    if not page.is_translation:
        return Shown.ORIGINAL
    return Shown.STALE if summary and summary.behind else Shown.CURRENT


def publication_events(pages: Sequence[RecordPage]) -> Iterator[Event]:
    """Yield when each of a record's pages was published, changed or taken offline, from the publication history.

    And when others were merged into it: they are read where the same query says that there are any.
    """
    languages = {page.pk: page.locale.language_code for page in pages}
    rows = type(pages[0]).history.model.objects.filter(id__in=languages)
    if day := pages[0].as_of:
        rows = rows.filter(history_date__lte=end_of(day))
    rows = rows.annotate(merges=Exists(merges_of(pages[0])))
    seen: set[int] = set()
    merges = False
    for row in rows.order_by("history_date", "history_id").values(
        "id", "is_translation_page", "history_type", "history_date", "history_change_reason", "merges"
    ):
        yield Event(row["history_date"].date(), _event_text(row, row["id"] in seen, languages))
        seen.add(row["id"])
        merges = row["merges"]
    if merges:
        yield from merge_events(pages[0])


def merge_events(original: RecordPage) -> Iterator[Event]:
    """Yield when other records were merged into this one, of a page of the past those until its day."""
    for record_id, at in merged_here(original).items():
        if original.as_of is None or at <= end_of(original.as_of):
            yield Event(at.date(), _("Record %(id)s was merged into this one") % {"id": record_id})


def _event_text(row: Mapping[str, Any], again: bool, languages: Mapping[int, str]) -> str:
    names = {"language": language_name(languages[row["id"]])}
    if row["history_type"] != PUBLISHED:
        reason = row["history_change_reason"]
        return _("Taken offline: %(reason)s") % {"reason": reason} if reason else _("Taken offline")
    if row["is_translation_page"]:
        changed = again and not was_brought_back(row)
        words = (
            _("Translation updated: %(language)s") if changed else _("Translation published: %(language)s")
        )
        return words % names
    if was_brought_back(row):
        return str(BROUGHT_BACK[1])
    return _("Updated") if again else _("Published")


def similar_to(record_id: str, reader: str) -> tuple[Suggestion, ...]:
    """Return records like this one; none while the engine is down, because the page stands without them."""
    try:
        return service.similar(record_id, reader, 4)
    except EngineUnavailable:
        return ()


def rights(original: RecordPage) -> tuple[Fact, ...]:
    """Return source, licence and attribution as the licence of an imported record asks."""
    facts = (
        fact(_("Source"), [Link(original.attribution or original.source, original.source_url)]),
        fact(_("Licence"), [Link(original.licence)]),
    )
    return tuple(each for each in facts if each)


def citation_of(page: RecordPage, original: RecordPage, year: object) -> str:
    """Return one line to quote a record by."""
    author = f"{original.organisation.name}. " if original.organisation else ""
    when = f" ({year})" if year else ""
    place = f"{settings.WAGTAILADMIN_BASE_URL}/id/{original.record_id}"
    register = _("WSIS Stocktaking")
    return f"{author}{page.title}{when}. {register}, {original.record_id}. {place}"


def edition_of(entry: RecordPage) -> str:
    """Return the year of an entry's contest: it stands directly below its edition, whose slug is the year."""
    return str(entry.url_path.split("/")[-3])


def prize_of(entry: Any) -> Prize:
    category = term_codes()[entry.category_id] if entry.category_id else ""
    place = number(Vocabulary.ACTION_LINE, category) if category else None
    return Prize(
        status=entry.status,
        label=entry.get_status_display(),
        edition=edition_of(entry),
        category=_("Category %(number)s") % {"number": place} if place else "",
        url=address(entry),
    )


def public_detail(page: RecordPage) -> dict[str, Any]:
    """Return what the API tells of every record beyond the search document: public fields, words as plain text."""
    return {
        "sections": {name: plain(getattr(page, name)) for name in page.sections if getattr(page, name)},
        "website": page.website,
        "original_language": page.original_language,
        "source": page.source,
        "source_id": page.source_id,
        "source_url": page.source_url,
        "licence": page.licence,
        "attribution": page.attribution,
    }
