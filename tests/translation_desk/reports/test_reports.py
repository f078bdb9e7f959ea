"""The report on translations, from records that are translated, behind and absent."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.moderation import actions
from cms.records.translating import Written, write_translation
from cms.translation_desk.queue.selection import Selection
from cms.translation_desk.reports.queries import coverage, work
from cms.translations.models import ReaderCount, Shown
from cms.translations.values import Origin
from tests.factories import ProjectFactory, approved, fresh, person, published
from tests.translation_desk.conftest import GOALS

TODAY = dt.date(2026, 11, 28)
REPORT = "translation_report"


EVERYTHING = Selection()


def row(language, selection=EVERYTHING):
    return next(each for each in coverage(selection, today=TODAY) if each.language == language)


@pytest.fixture
def half_covered(original, french, rewrite):
    """Of two English originals one is in French, and behind by one paragraph of six words."""
    published(ProjectFactory(title="Alone", original_language="en"))
    rewrite(original, goals=f"{GOALS}<p>One more paragraph of six words.</p>")


def test_what_is_translated_current_and_behind(half_covered):
    found = row("fr")

    assert (found.originals, found.translated, found.current, found.behind) == (2, 1, 0, 1)
    assert (found.words_behind, found.share, found.machine) == (6, 0, 0)


def test_originals_of_the_language_itself_are_not_asked_for(half_covered):
    assert row("en").originals == 0
    assert row("es").originals == 2


def test_views_of_readers_who_got_less_are_counted_for_the_last_months(original, french):
    for month, shown, count in (
        (dt.date(2026, 11, 1), Shown.STALE, 3),
        (dt.date(2026, 9, 1), Shown.ABSENT, 4),
        (dt.date(2026, 11, 1), Shown.CURRENT, 50),
        (dt.date(2025, 11, 1), Shown.STALE, 900),
    ):
        ReaderCount.objects.create(
            month=month, translation_key=original.translation_key, language="fr", shown=shown, count=count
        )

    assert (row("fr").read_stale, row("fr").read_absent) == (3, 4)


def test_a_year_and_a_country_narrow_it(half_covered):
    assert row("fr", Selection(year=2019)).originals == 2
    assert row("fr", Selection(year=2001)).originals == 0
    assert row("fr", Selection(country="KE")).originals == 0


def test_who_wrote_in_translations(french, translator):
    found = work(Selection(), since=timezone.localdate())

    assert [(each.person, each.language, each.translations) for each in found] == [(translator.name, "fr", 1)]
    assert (found[0].by_hand, found[0].from_machine) == (4, 0)


def test_public_paragraphs_that_a_machine_began_are_counted_apart(original, french, translator, rewrite):
    rewrite(original, goals=f"{GOALS}<p>One more.</p><p>And more.</p>")
    machine = [
        Written("goals", text, f"[{text}]", origin=Origin.MACHINE) for text in ("One more.", "And more.")
    ]
    write_translation(translation=french, written=machine, by=person("translator:fr"))
    editor = person("translator:fr", name="Zoë")
    read = [
        Written("goals", "One more.", "[One more.]", confirmed=True),
        Written("goals", "And more.", "Et encore."),
    ]
    write_translation(translation=fresh(french), written=read, by=editor)
    before = work(EVERYTHING, since=timezone.localdate())
    actions.submit(page=fresh(french), by=editor)
    approved(french, person("reviewer:fr"))

    assert {each.person: (each.by_hand, each.from_machine) for each in before}["Zoë"] == (0, 0)
    after = work(EVERYTHING, since=timezone.localdate())
    assert {
        each.person: (each.by_hand, each.from_machine) for each in after if each.by_hand or each.from_machine
    } == {
        translator.name: (4, 0),
        "Zoë": (0, 2),
    }


@pytest.mark.parametrize(
    ("role", "sees_people"), [("moderator", True), ("auditor", True), ("translator:fr", False)]
)
def test_the_page_shows_people_only_to_those_who_see_all(half_covered, signed_in, role, sees_people):
    response = signed_in(person(role)).get(reverse(REPORT), {"year": 2019})

    assert response.status_code == 200
    assert (response.context["work"] is not None) is sees_people
    assert "Français" in response.content.decode()


def test_a_year_that_is_none_is_said(half_covered, signed_in):
    response = signed_in(person("moderator")).get(reverse(REPORT), {"year": "x"})

    assert response.status_code == 200
    assert "error-message" in response.content.decode()


def test_who_translates_nothing_has_no_report(signed_in, repository):
    assert signed_in(person("author")).get(reverse(REPORT)).status_code == 302
