"""Records as the public could read them at a moment, from the publication history alone.

What the history does not keep is left out: images, attachments and the private contact. Where a page stands is today's.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from modelcluster.models import get_all_child_relations

from cms.moderation.enums import LogAction
from cms.moderation.queries import last_decision
from cms.organisations.models import Organisation
from cms.organisations.queries import names_at
from cms.records.history import history_model
from cms.records.models import RecordPage
from cms.records.queries import as_of
from cms.taxonomy.models import Term
from search.days import end_of

PageT = TypeVar("PageT", bound=RecordPage)


def records_as_of(day: dt.date, model: type[PageT], keys: Collection[UUID]) -> dict[UUID, list[PageT]]:
    """Return the pages of these records that were public at the end of a day: the original, then its translations.

    They are not to be saved. A record whose original was not public is left out. The number of queries does not grow
    with the number of records.
    """
    pages = model.objects.filter(translation_key__in=list(keys))
    records: dict[UUID, list[PageT]] = defaultdict(list)
    for page in public_pages(day, model, id__in=list(pages.values_list("pk", flat=True))):
        records[page.translation_key].append(page)
    return {key: _together(found) for key, found in records.items() if not found[0].is_translation}


def public_pages(day: dt.date, model: type[PageT], **conditions: Any) -> list[PageT]:
    """Return the pages that were public at the end of a day, and then met these conditions: originals first.

    What stands below a page that only some may read today is left out.
    """
    rows = list(as_of(end_of(day), model).filter(**conditions))
    found = model.objects.public().select_related("locale").in_bulk([row.id for row in rows])
    rows = [row for row in rows if row.id in found]
    pages = [found[row.id] for row in rows]
    give_public_values(pages, rows)
    for page, row in zip(pages, rows, strict=True):
        page.last_published_at = row.last_published_at
    _give_standing(pages, day)
    return sorted(pages, key=lambda each: (each.is_translation, each.locale_id))


def page_as_of(day: dt.date, page: PageT) -> PageT | None:
    """Return the page as it was public at the end of a day; None when it was not."""
    found = records_as_of(day, type(page), [page.translation_key]).get(page.translation_key, [])
    return next((each for each in found if each.pk == page.pk), None)


@dataclass(frozen=True, slots=True)
class Absence:
    """Why a page that was public at some time was not so on a day."""

    public_since: dt.date | None
    """None when it had been public before the day was over."""
    offline_since: dt.date | None
    archived: bool
    reason: str
    """Of an archived page, as its tombstone tells it."""


def absence_of(page: RecordPage, day: dt.date) -> Absence | None:
    """Return why a page was not public at the end of a day; None for one that the public never saw, or may not see."""
    rows = history_model(type(page)).objects.filter(id=page.pk).order_by("history_date", "history_id")
    first, last = rows.first(), rows.filter(history_date__lte=end_of(day)).last()
    if first is None or not type(page).objects.public().filter(pk=page.pk).exists():
        return None
    if last is None:
        return Absence(first.history_date.date(), None, archived=False, reason="")
    decision = last_decision(page, end_of(day))
    archived = not last.live and decision is not None and decision.action == LogAction.ARCHIVE
    return Absence(
        None,
        None if last.live else last.history_date.date(),
        archived,
        decision.data.get("reason", "") if decision and archived else "",
    )


def give_public_values(pages: Sequence[RecordPage], rows: Sequence[Any]) -> None:
    """Put the words, facts and relations of each row into the page beside it, in memory; in two queries."""
    terms, organisations = _terms_of(pages, rows), _organisations_of(pages, rows)
    for page, row in zip(pages, rows, strict=True):
        for attname in public_columns(type(page)).values():
            setattr(page, attname, getattr(row, attname))
        for name in page.term_relations:
            vocabulary = _vocabulary(type(page), name)
            setattr(page, name, [terms[vocabulary, code] for code in row.relations.get(name, ())])
        for name in page.organisation_relations:
            setattr(page, name, [organisations[slug] for slug in row.relations.get(name, ())])


@cache
def public_columns(model: type[RecordPage]) -> Mapping[str, str]:
    """Return the words and facts that a row of the history holds, each with the attribute that holds its value."""
    kept = {field.name: field.attname for field in history_model(model).tracked_fields}
    return {name: kept[name] for name in (*model.words, *model.facts) if name in kept}


def _vocabulary(model: type[RecordPage], relation: str) -> str:
    field: Any = model._meta.get_field(relation)
    return str(field.get_limit_choices_to()["vocabulary"])


def _terms_of(pages: Sequence[RecordPage], rows: Sequence[Any]) -> Mapping[tuple[str, str], Term]:
    relations = {name: type(page) for page in pages for name in page.term_relations}
    codes = {code for row in rows for name in relations for code in row.relations.get(name, ())}
    return {(term.vocabulary, term.code): term for term in Term.objects.filter(code__in=codes)}


def _organisations_of(pages: Sequence[RecordPage], rows: Sequence[Any]) -> Mapping[str, Organisation]:
    relations = {name for page in pages for name in page.organisation_relations}
    slugs = {slug for row in rows for name in relations for slug in row.relations.get(name, ())}
    return {each.slug: each for each in Organisation.objects.filter(slug__in=slugs)}


def _give_standing(pages: Sequence[RecordPage], day: dt.date) -> None:
    """Mark the pages as those of the day, with the names organisations had then."""
    named = _organisations_then(pages, day)
    for page in pages:
        page.as_of = day
        page.live, page.has_unpublished_changes = True, False
        page.organisation = named[page.organisation_id] if page.organisation_id else None
        for name in page.organisation_relations:
            setattr(page, name, [named[each.pk] for each in getattr(page, name).all()])
        for relation in get_all_child_relations(type(page)):
            setattr(page, relation.get_accessor_name(), [])


def _organisations_then(pages: Sequence[RecordPage], day: dt.date) -> dict[int, Organisation]:
    wanted = {page.organisation_id for page in pages if page.organisation_id}
    wanted |= {
        each.pk
        for page in pages
        for name in page.organisation_relations
        for each in getattr(page, name).all()
    }
    organisations = Organisation.objects.in_bulk(wanted)
    for pk, name in names_at(end_of(day), wanted).items():
        organisations[pk].name = name
    return organisations


def _together(pages: list[PageT]) -> list[PageT]:
    """Let the pages of one record know each other."""
    for page in pages:
        page.pages_then = tuple(pages)
        page.__dict__["original"] = pages[0]
    return pages
