"""What was decided and what waits, of the pages that a person sees. Read from Wagtail's page log, which is kept."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Page, PageLogEntry

from cms.accounts.models import User
from cms.desk.queries import desk_pages, in_countries, under_review, waiting
from cms.desk.reports.enums import Outcome
from cms.desk.waiting.kinds import label_of, translations_among
from cms.desk.waiting.queries import late
from cms.desk.waiting.working_days import working_days
from cms.moderation.enums import LogAction
from cms.records.registry import record_models

HANDED_IN = ("wagtail.workflow.start", "wagtail.workflow.resume")
UNDONE_BY: Mapping[str, Collection[Outcome]] = {
    LogAction.UNDO: tuple(Outcome),
    LogAction.REOPEN: (Outcome.REJECTED,),
    LogAction.UNPUBLISH: (Outcome.PUBLISHED,),
}
"""The entries that turn an earlier decision around."""
REVERSED_WITHIN = dt.timedelta(days=30)
"""What is taken offline later than this was not decided wrongly: it has had its day."""


@dataclass(frozen=True, slots=True)
class Decision:
    page_id: int
    outcome: Outcome
    at: dt.datetime
    person_id: int | None
    days: int | None
    """Working days since the text was handed in; None where nobody did."""
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision was about."""

    title: str
    kind: str
    language: str
    countries: tuple[str, ...]


def pages_of(user: User, *, country: str = "", language: str = "") -> QuerySet[Page]:
    """Return the moderated pages that the person sees, of a country and in a language where these are named."""
    pages = desk_pages(user).order_by()
    if country:
        pages = pages.filter(in_countries([country]))
    return pages.filter(locale__language_code=language) if language else pages


def decisions(pages: QuerySet[Page], first: dt.date, last: dt.date) -> list[Decision]:
    """Return what was decided on these pages on these days, in UTC, the earliest first; in one query."""
    begin = dt.datetime.combine(first, dt.time.min, dt.UTC)
    end = dt.datetime.combine(last, dt.time.max, dt.UTC)
    decided = PageLogEntry.objects.filter(
        action__in=Outcome.values, timestamp__range=(begin, end), page_id__in=pages.values("pk")
    )
    entries = PageLogEntry.objects.filter(
        action__in=(*Outcome.values, *HANDED_IN, *UNDONE_BY), page_id__in=decided.order_by().values("page_id")
    )
    by_page: dict[int, list[tuple[str, dt.datetime, int | None]]] = defaultdict(list)
    rows = entries.order_by("timestamp", "pk").values_list("page_id", "action", "timestamp", "user_id")
    for pk, *entry in rows.iterator(chunk_size=2000):
        by_page[pk].append((entry[0], entry[1], entry[2]))
    found = (each for pk, log in by_page.items() for each in _decisions_in(pk, log))
    return sorted((each for each in found if begin <= each.at <= end), key=lambda each: each.at)


def _decisions_in(page_id: int, log: Iterable[tuple[str, dt.datetime, int | None]]) -> Iterator[Decision]:
    """Yield the decisions of one page's log, which is in the order of time.

    One that follows another without a new handing in is of a later step of the same review, or after an undo.
    """
    handed_in: dt.datetime | None = None
    last: Decision | None = None
    for action, at, person in log:
        if action in HANDED_IN:
            handed_in = at
        elif action in Outcome.values:
            days = working_days(handed_in.date(), at.date()) if handed_in else None
            decision = Decision(page_id, Outcome(action), at, person, days)
            if decision.outcome == Outcome.IN_PART:
                yield decision
                continue
            if last:
                yield last
            last = decision
        elif last and last.outcome in UNDONE_BY[action] and at - last.at <= REVERSED_WITHIN:
            last = replace(last, is_reversed=True)
    if last:
        yield last


def subjects_of(page_ids: Collection[int]) -> dict[int, Subject]:
    """Return what these pages are; those that are gone are missing. The queries do not grow with the pages."""
    pages = list(Page.objects.filter(pk__in=page_ids).select_related("locale"))
    translations = translations_among(pages)
    countries = _countries({page.translation_key for page in pages})
    return {
        page.pk: Subject(
            title=page.draft_title or page.title,
            kind=label_of(page, is_translation=page.pk in translations),
            language=page.locale.language_code,
            countries=tuple(sorted(countries.get(page.translation_key, ()))),
        )
        for page in pages
    }


def _countries(keys: Collection[UUID]) -> Mapping[UUID, set[str]]:
    """Return the countries of records by translation key: facts stand on the original alone."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for model in record_models():
        originals = model.objects.filter(translation_key__in=keys, is_translation_page=False)
        for key, code in originals.order_by().values_list("translation_key", "countries__code"):
            if code:
                found[key].add(code)
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page under review for which it is the moderators' turn."""

    page_id: int
    days: int
    """Working days since it was handed in."""
    is_late: bool


def what_waits_now(pages: QuerySet[Page], *, today: dt.date) -> list[Waiting]:
    """Return the pages among these on which somebody is to decide; in two queries."""
    open_pages = waiting(pages).filter(under_review())
    are_late = set(open_pages.filter(late(today)).values_list("pk", flat=True))
    rows = open_pages.exclude(Q(since=None)).values_list("pk", "since")
    return [Waiting(pk, working_days(since.date(), today), pk in are_late) for pk, since in rows]
