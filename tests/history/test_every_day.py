"""A year of edits, with a copy of the public repository taken each day: the past is shown as it was, day by day."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import time_machine

from cms.moderation import actions
from cms.moderation.enums import PageState
from cms.moderation.states import state_of
from cms.organisations.actions import resolve_organisations
from cms.records.enums import PrizeStatus, ProjectStatus
from cms.taxonomy.models import Term
from search import registry, service
from search.types import SearchDocument, SearchRequest
from tests.factories import PrizeEntryFactory, ProjectFactory, approved, fresh, person, translation, write

FIRST = dt.date(2025, 3, 1)
DAYS = [FIRST + dt.timedelta(days=number) for number in range(365)]
EDITS = int(os.environ.get("EDITS_OF_A_YEAR", "200"))
"""More than a test has time for; docs/reference/endurance.md tells what came of 5,000."""
HOURS = [dt.time(hour, minute) for hour in range(1, 23) for minute in (5, 35)]
TIMES = [dt.time(0, 0), *HOURS, dt.time(23, 59, 30)]
LANGUAGES = ("fr", "es", "ar")

Copy = dict[str, SearchDocument]


class Year:
    """People who write, decide and change their minds; the dice are loaded, so that every year is the same."""

    def __init__(self) -> None:
        self.dice = random.Random(365)
        self.moderator, self.author = person("moderator"), person("author")
        self.pages: list[Any] = []
        self.countries = list(Term.objects.filter(vocabulary="country", code__in=("KE", "PE", "FR", "FJ")))
        self.goals = list(Term.objects.filter(vocabulary="sdg", code__in=("3", "4", "17")))
        self.organisations = list(resolve_organisations(["Ministry of Health", "Red Cross"]).values())

    def edit(self) -> None:
        moves = (self.begin, self.change, self.change, self.draft, self.translate, self.enter, self.take_down,
                 self.bring_back, self.bring_back, self.refuse, self.rename)  # fmt: skip
        self.dice.choice(moves)()

    def begin(self) -> None:
        page = ProjectFactory(title=self.words(), owner=self.author, original_language="en")
        self.pages.append(self.publish(write(page, self.author, **self.facts())))

    def enter(self) -> None:
        project = self.one(lambda page: hasattr(page, "start_date") and not page.is_translation)
        status = self.dice.choice(PrizeStatus.values)
        project = self.dice.choice((project, None))
        entry = PrizeEntryFactory(title=self.words(), owner=self.author, project=project, status=status)
        self.pages.append(self.publish(entry))

    def translate(self) -> None:
        original = self.one(lambda page: page.live and not page.is_translation)
        taken = {page.locale.language_code for page in original.get_translations()} if original else set()
        language = self.dice.choice(LANGUAGES)
        if original and language not in taken and hasattr(original, "start_date"):
            page = translation(original, language, title=self.words(), owner=self.author)
            self.pages.append(self.publish(page))

    def change(self) -> None:
        if page := self.one(lambda page: state_of(page) == PageState.PUBLISHED):
            facts = {} if page.is_translation or not hasattr(page, "start_date") else self.facts()
            self.publish(write(page, self.author, title=self.words(), summary=self.words(), **facts))

    def draft(self) -> None:
        if page := self.one(lambda page: state_of(page) == PageState.PUBLISHED):
            write(page, self.author, title=f"Never public {self.words()}")
            self.publish(write(page, self.author, title=self.words()))

    def refuse(self) -> None:
        if page := self.one(lambda page: state_of(page) == PageState.PUBLISHED):
            page = write(page, self.author, title=f"Never public {self.words()}")
            actions.submit(page=page, by=self.author)
            actions.reject(page=fresh(page), by=self.moderator, reason="No.")

    def take_down(self) -> None:
        if page := self.one(lambda page: page.live):
            self.dice.choice((actions.unpublish, actions.archive))(
                page=page, by=self.moderator, reason="Over."
            )

    def bring_back(self) -> None:
        closed = (PageState.UNPUBLISHED, PageState.ARCHIVED)
        page = self.one(
            lambda page: state_of(page) in closed and (not page.is_translation or page.original.live)
        )
        if page:
            actions.restore(page=page, by=self.moderator)
            self.publish(fresh(page))

    def rename(self) -> None:
        organisation = self.dice.choice(self.organisations)
        organisation.name = f"{organisation.name.split(',')[0]}, {self.words()}"
        organisation.save()

    def publish(self, page: Any) -> Any:
        actions.submit(page=page, by=self.author)
        return approved(page, self.moderator)

    def one(self, fits: Any) -> Any:
        in_any_order = self.dice.sample(self.pages, len(self.pages))
        return next((page for page in map(fresh, in_any_order) if fits(page)), None)

    def words(self) -> str:
        return f"Words {self.dice.randrange(10**6)}"

    def facts(self) -> dict[str, Any]:
        start = self.dice.choice((None, dt.date(2019, 5, 1), dt.date(2021, 1, 1)))
        return {
            "countries": self.dice.sample(self.countries, self.dice.randrange(3)),
            "sdgs": self.dice.sample(self.goals, self.dice.randrange(3)),
            "organisation": self.dice.choice((None, *self.organisations)),
            "partners": self.dice.sample(self.organisations, self.dice.randrange(2)),
            "status": self.dice.choice(ProjectStatus.values),
            "start_date": start,
        }


def lived() -> tuple[list[Copy], set[str]]:
    """Live through the year; return what was public at the end of each day, and every record there ever was."""
    with time_machine.travel(dt.datetime.combine(FIRST, dt.time(0), dt.UTC), tick=False):
        year = Year()
    copies: list[Copy] = []
    known: set[str] = set()
    edits = [0] * len(DAYS)
    for _each in range(EDITS):
        edits[year.dice.randrange(len(DAYS))] += 1
    for day, number in zip(DAYS, edits, strict=True):
        for time in sorted(year.dice.sample(TIMES, number)):
            with time_machine.travel(dt.datetime.combine(day, time, dt.UTC), tick=True):
                year.edit()
        known |= set(registry.all_ids()) if number else set()
        copies.append(registry.build(sorted(known)) if number or not copies else copies[-1])
    return copies, known


def comparable(documents: Copy) -> Copy:
    """Return documents with today's addresses; Wagtail rounds to thousandths when it publishes for the second time."""
    return {
        id: replace(
            document,
            texts={key: replace(text, url=text.url.split("?")[0]) for key, text in document.texts.items()},
            published=document.published and document.published.replace(microsecond=0),
        )
        for id, document in documents.items()
    }


def facts(documents: Iterable[SearchDocument]) -> dict[str, Any]:
    """Return what lists narrow and order by; the values of a facet have no order."""
    return {
        each.id: (each.date, {name: frozenset(values) for name, values in each.facets.items()})
        for each in documents
    }


def word_of(copy: Copy, dice: random.Random) -> str:
    """Return a number out of one record's title; "" on a day without records."""
    texts = [text for each in copy.values() for text in each.texts.values()]
    return dice.choice(texts).title.split()[-1] if texts else ""


def holders(copy: Copy, word: str) -> set[str]:
    """Return the records that have the word in one of their languages."""
    return {
        id
        for id, each in copy.items()
        if any(word in re.findall(r"\w+", f"{text.title} {text.summary}") for text in each.texts.values())
    }


def test_every_day_of_a_year_is_shown_as_it_was(repository):
    copies, known = lived()
    dice = random.Random(5_000)

    for day, copy in zip(DAYS, copies, strict=True):
        assert comparable(registry.build(sorted(known), day)) == comparable(copy), day
        assert facts(registry.outlines(day)) == facts(copy.values()), day
        words = word_of(copy, dice), word_of(dice.choice(copies), dice), "public"
        for word in filter(None, words):
            found = service.search(SearchRequest(text=word, as_of=day, size=100))
            assert {hit.id for hit in found.hits} == holders(copy, word), (day, word)
    assert len({len(copy) for copy in copies}) > 10
