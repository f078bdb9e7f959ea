"""The search document of a record: its original with all published translations, facts by their codes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from cms.records.models import RecordPage
from cms.records.past import records_as_of
from cms.records.text import plain
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import region_of, with_parents
from search.days import dated
from search.registry import RecordFacts
from search.types import UNDETERMINED, DocumentText, SearchDocument

PageT = TypeVar("PageT", bound=RecordPage)
Codes = Mapping[int, tuple[str, ...]]

FACTS = {
    **{name: name for name in ("source", "source_url", "licence", "attribution", "website")},
    "published": "first_published_at",
}
"""The column behind each of the facts that every kind of record has."""
FULL_TEXT = 1500
"""Characters of text from which a record counts as fully described."""


def language_key(page: RecordPage) -> str:
    """Return the key of the page's words: one of the six languages, or UNDETERMINED for an original outside them."""
    if page.is_translation:
        return page.locale.language_code
    return page.original_language if page.original_language in dict(settings.LANGUAGES) else UNDETERMINED


def address(page: RecordPage) -> str:
    """Return the path of the page: the home of each language has the language's code as its slug.

    A page of the past has the day in its address.
    """
    return dated(page.url_path, page.as_of)


def document_text(page: RecordPage, extra: str = "") -> DocumentText:
    text = text_of(page.title, page.summary, [getattr(page, name) for name in page.sections], extra)
    return replace(text, url=address(page), language=page.original_language)


def text_of(title: str, summary: str, sections: Iterable[str], extra: str = "") -> DocumentText:
    """Return the words of a page whose sections are rich text."""
    texts = [plain(section) for section in sections]
    return DocumentText(title, summary or texts[0], " ".join(part for part in (*texts, extra) if part))


def codes_of(pages: Iterable[RecordPage], model: type[RecordPage], relation: str) -> Codes:
    """Return the term codes of a relation for these pages: in one query, or as pages of the past have them."""
    pages = list(pages)
    if any(page.as_of for page in pages):
        return {page.pk: tuple(term.code for term in getattr(page, relation).all()) for page in pages}
    through = getattr(model, relation).through
    column = model._meta.model_name
    rows = through.objects.filter(**{f"{column}__in": [page.pk for page in pages]})
    found: dict[int, list[str]] = defaultdict(list)
    for pk, code in rows.values_list(f"{column}_id", "term__code").order_by("term__sort_order", "term__code"):
        found[pk].append(code)
    return {pk: tuple(codes) for pk, codes in found.items()}


def live_translations(pages: Iterable[RecordPage], model: type[PageT]) -> dict[UUID, list[PageT]]:
    """Return the translations of these originals that anybody may see, by translation key; in two queries.

    Originals of the past bring those of then with them.
    """
    pages = list(pages)
    found: dict[UUID, list[PageT]] = defaultdict(list)
    if any(page.as_of for page in pages):
        return {page.translation_key: cast("list[PageT]", list(page.pages_then[1:])) for page in pages}
    keys = [page.translation_key for page in pages]
    rows = model.objects.live().public().filter(translation_key__in=keys, is_translation_page=True)
    for page in rows.select_related("locale").order_by("locale_id"):
        found[page.translation_key].append(page)
    return found


def ids_of(page: RecordPage) -> list[str]:
    """Return the id of the record a page belongs to; none when its original is gone already."""
    originals = type(page).objects.filter(translation_key=page.translation_key, is_translation_page=False)
    return [page.record_id] if page.record_id else list(originals.values_list("record_id", flat=True))


def public_originals(model: type[PageT], ids: Iterable[str], day: dt.date | None = None) -> list[PageT]:
    """Return the originals among these records that anybody may see now, or could read at the end of a day."""
    if day:
        wanted = model.objects.filter(~Q(record_id=""), record_id__in=list(ids), is_translation_page=False)
        records = records_as_of(day, model, list(wanted.values_list("translation_key", flat=True)))
        return [pages[0] for pages in records.values()]
    return list(_public_among(model, ids).select_related("organisation", "locale"))


def original(model: type[PageT], id: str) -> PageT | None:
    """Return the original of a record, public or not."""
    pages: QuerySet[Any] = model.objects.filter(~Q(record_id=""), record_id=id, is_translation_page=False)
    return pages.first()


def public_ids(model: type[RecordPage], condition: Q | None = None) -> Iterator[str]:
    """Yield the ids of all originals of a kind that anybody may see."""
    found = _public_originals(model).filter(condition or Q())
    yield from found.order_by("record_id").values_list("record_id", flat=True).iterator(chunk_size=5000)


def public_facts(model: type[RecordPage], ids: Iterable[str], **columns: str) -> dict[str, RecordFacts]:
    """Return the facts of the public originals among these records; `columns` names those only this kind has."""
    columns = FACTS | columns
    rows = list(_public_among(model, ids).values("record_id", "translation_key", *columns.values()))
    changed = last_changes(model, [row["translation_key"] for row in rows])
    return {
        row["record_id"]: RecordFacts(
            **{name: row[column] for name, column in columns.items()}, changed=changed[row["translation_key"]]
        )
        for row in rows
    }


def last_changes(model: type[RecordPage], keys: Iterable[UUID]) -> dict[UUID, dt.datetime]:
    """Return when a page of each record, original or translation, was published last; in one query."""
    pages = model.objects.filter(translation_key__in=list(keys), live=True).order_by()
    return dict(pages.values_list("translation_key").annotate(Max("last_published_at")))


def _public_among(model: type[PageT], ids: Iterable[str]) -> QuerySet[PageT]:
    """Return the public originals among these records; SQLite uses the index on the id for its own condition alone."""
    return _public_originals(model).filter(~Q(record_id=""), record_id__in=list(ids)).order_by()


def _public_originals(model: type[PageT]) -> QuerySet[PageT]:
    """What the index holds: originals that are published, below no page that only some may read."""
    return model.objects.live().public().filter(is_translation_page=False)


def common_facets(page: RecordPage, kind: str, codes: Mapping[str, Codes]) -> dict[str, tuple[str, ...]]:
    """Return the facet values that projects and entries have in common."""
    countries = codes["countries"].get(page.pk, ())
    return {
        "action_line": tuple(with_parents(Vocabulary.ACTION_LINE, codes["action_lines"].get(page.pk, ()))),
        "sdg": codes["sdgs"].get(page.pk, ()),
        "country": countries,
        "region": tuple(dict.fromkeys(filter(None, map(region_of, countries)))),
        "organisation": (page.organisation.slug,) if page.organisation else (),
        "kind": (kind,),
    }


def assemble(
    page: RecordPage,
    translations: Iterable[RecordPage],
    facets: Mapping[str, tuple[str, ...]],
    *,
    date: dt.date | None,
    extra: str = "",
) -> SearchDocument:
    """Return the document of one record; its version is the worker's to stamp."""
    texts = {language_key(page): document_text(page, extra)}
    texts |= {language_key(each): document_text(each) for each in translations}
    return SearchDocument(
        id=page.record_id,
        version=0,
        texts=texts,
        facets={**facets, "language": tuple(texts)},
        organisation=page.organisation.name if page.organisation else "",
        date=date,
        published=page.first_published_at,
        quality=quality(page, facets, texts),
    )


def quality(
    page: RecordPage, facets: Mapping[str, tuple[str, ...]], texts: Mapping[str, DocumentText]
) -> float:
    """Return 0 to 1: how completely the record is described, with weight for prizes and languages."""
    text = next(iter(texts.values()))
    parts = (
        0.3 * min(1.0, len(text.body) / FULL_TEXT),
        0.1 * bool(page.summary),
        0.1 * bool(page.organisation_id),
        0.1 * bool(facets.get("country")),
        0.1 * bool(facets.get("year")),
        0.2 * bool(facets.get("prize")),
        0.1 * (len(texts) > 1),
    )
    return round(sum(parts), 3)
