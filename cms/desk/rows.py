"""What a line of the desk's lists shows, read for a whole page of lines in a few queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from wagtail.models import Page

from cms.core.reader import reader_language
from cms.moderation.enums import PageState
from cms.moderation.states import with_state
from cms.records.models import RecordPage
from cms.taxonomy import queries as taxonomy
from cms.taxonomy.enums import Vocabulary


@dataclass(frozen=True, slots=True)
class Row:
    """One page; `since` and `submitter` are those of the open review, `place` is the title of the page above it."""

    pk: int
    title: str
    state: PageState
    kind: str
    language: str
    changed: dt.datetime | None
    countries: str = ""
    organisation: str = ""
    place: str = ""
    record_id: str = ""
    submitter: str = ""
    since: dt.datetime | None = None


def rows_of(pages: Iterable[Page], *, with_facts: bool = True) -> list[Row]:
    """Return a row for each page, in the same order; the pages may be of any moderated types."""
    pages = list(pages)
    facts = facts_of(pages) if with_facts else defaultdict(dict)
    states, places = _states(pages), _places(pages)
    return [_row(page, states[page.pk], facts[page.pk], places) for page in pages]


def _states(pages: Collection[Page]) -> dict[int, PageState]:
    states = {page.pk: page.state for page in pages if hasattr(page, "state")}
    others = [page.pk for page in pages if page.pk not in states]
    if others:
        states |= with_state(Page.objects.filter(pk__in=others)).values_list("pk", "state")
    return {pk: PageState(state) for pk, state in states.items()}


def _row(page: Page, state: PageState, facts: Mapping[str, str], places: Mapping[str, str]) -> Row:
    return Row(
        pk=page.pk,
        title=page.draft_title or page.title,
        state=state,
        kind=capfirst(page.specific_class._meta.verbose_name),
        language=str(page.locale),
        changed=page.latest_revision_created_at,
        place=places.get(_above(page), ""),
        submitter=getattr(page, "submitter", "") or "",
        since=getattr(page, "since", None),
        **facts,
    )


def facts_of(pages: Iterable[Page]) -> dict[int, dict[str, str]]:
    """Return id, organisation and countries of those of the pages that are original records."""
    facts: dict[int, dict[str, str]] = defaultdict(dict)
    for model, pks in _records(pages).items():
        countries = _countries(model, pks)
        records = model.objects.filter(pk__in=pks).values_list("pk", "record_id", "organisation__name")
        for pk, record_id, organisation in records:
            facts[pk] = {
                "record_id": record_id,
                "organisation": organisation or "",
                "countries": ", ".join(countries[pk]),
            }
    return facts


def _records(pages: Iterable[Page]) -> dict[type[RecordPage], list[int]]:
    records = defaultdict(list)
    for page in pages:
        if issubclass(page.specific_class, RecordPage):
            records[page.specific_class].append(page.pk)
    return records


def _countries(model: type[RecordPage], pks: Collection[int]) -> dict[int, list[str]]:
    """Return the countries' short names per page. Wagtail's own relation cannot be prefetched."""
    field: Any = model._meta.get_field("countries")
    owner = field.m2m_field_name()
    links = field.remote_field.through.objects.filter(**{f"{owner}__in": pks}).order_by("pk")
    names = defaultdict(list)
    for pk, code in links.values_list(owner, "term__code"):
        names[pk].append(taxonomy.short_label(Vocabulary.COUNTRY, code, reader_language()))
    return names


def _above(page: Page) -> str:
    return page.path[: -page.steplen]


def _places(pages: Collection[Page]) -> dict[str, str]:
    """Return the title of each page's parent by its path: the year, the call or the edition."""
    above = Page.objects.filter(path__in={_above(page) for page in pages})
    return dict(above.values_list("path", "title"))
