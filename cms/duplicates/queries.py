"""The records that are probably the same as one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from django.db.models import Q, QuerySet
from wagtail.models import Page

from cms.duplicates.finding import Mark, candidates, key_of
from cms.duplicates.index import marks_like, outline_of
from cms.duplicates.judging import Alias, likeness
from cms.duplicates.models import Distinction, Fingerprint
from cms.duplicates.values import Likeness, Outline
from cms.organisations.likeness import known_as
from cms.organisations.models import Organisation, OrganisationAlias
from cms.records.models import RecordPage

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A record that is probably the same as another, and why."""

    page: RecordPage
    likeness: Likeness


def probable_duplicates(page: RecordPage, among: QuerySet[Page]) -> list[Duplicate]:
    """Return the originals among these pages that are probably the record whose newest text this page has, best first.

    Left out are those of which somebody said that they are another record, and those that it is linked to: an entry's
    project, a project's entries. None for a translation: its original is compared. A fixed number of queries.
    """
    revision = page.latest_revision
    if page.is_translation or revision is None:
        return []
    mine = outline_of(type(page), revision.content)
    marks = marks_like(mine)
    without = {page.pk, *distinct_from(page), *page.linked_records(revision.content)}
    found = candidates(marks, Fingerprint.objects.count(), mine, without)
    near = frozenset(found)
    alias = aliases_of(mine.organisation, {mark.organisation for mark in marks if mark.record in near})
    others = _outlines(_worth_comparing(mine, found, marks, alias))
    alike = {pk: like for pk, other in others.items() if (like := likeness(mine, other, alias))}
    best = sorted(alike, key=lambda pk: (-alike[pk].strength, pk))
    pages = {each.pk: each for each in among.filter(pk__in=best).specific()}
    return [Duplicate(pages[pk], alike[pk]) for pk in best if pk in pages][:SHOWN]


def distinct_from(page: Page) -> set[int]:
    """Return the records of which somebody said that they are not this one."""
    said = Distinction.objects.filter(Q(first=page) | Q(second=page)).values_list("first_id", "second_id")
    return set(chain.from_iterable(said)) - {page.pk}


def _outlines(pks: Collection[int]) -> dict[int, Outline]:
    rows = Fingerprint.objects.filter(pk__in=pks).values_list("pk", "outline")
    return {pk: Outline.from_json(held) for pk, held in rows}


def _worth_comparing(
    mine: Outline, found: Collection[int], marks: Collection[Mark], alias: Alias
) -> list[int]:
    """Leave out what cannot be a translation, as other institutions answer for it; see judging._contradicted."""
    known = {mark.record: mark for mark in marks}
    website = key_of("website", mine.website)
    same_website = {mark.record for mark in marks if mark.key == website}

    def is_possible(record: int) -> bool:
        language, organisation = known[record].language, known[record].organisation
        if language == mine.language or record in same_website or None in (mine.organisation, organisation):
            return True
        return organisation == mine.organisation or bool(alias(mine.organisation, organisation))

    return [record for record in found if is_possible(record)]


def aliases_of(mine: int | None, others: Collection[int | None]) -> Alias:
    """Return what tells whether an organisation and one of others are one under two names; in two queries."""
    wanted = {mine, *others} - {None}
    names = _names(wanted) if mine is not None and len(wanted) > 1 else {}

    @cache
    def alias(first: int, second: int) -> tuple[str, str] | None:
        return known_as(names.get(first, ()), names.get(second, ()))

    return alias


def _names(organisations: Collection[int]) -> Mapping[int, list[str]]:
    names = {pk: [name] for pk, name in _rows(organisations)}
    aliases = OrganisationAlias.objects.filter(organisation__in=names)
    for pk, name in aliases.values_list("organisation_id", "name"):
        names[pk].append(name)
    return names


def _rows(organisations: Collection[int]) -> Iterator[tuple[int, str]]:
    yield from Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")
