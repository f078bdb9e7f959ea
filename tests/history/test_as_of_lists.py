"""Lists of records as they were public on a day, and pages that say they are shown as of today."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.moderation import actions
from cms.records.enums import PrizeStatus
from prizes_pages.actions import edition_page
from tests.factories import ContentPageFactory, PrizeEntryFactory, ProjectFactory, fresh, locale, published

YEAR, PRIZES, EDITION = "/en/stocktaking/2019/", "/en/prizes/", "/en/prizes/2024/"
MARCH = [dt.date(2026, 3, day) for day in range(1, 8)]


def on(day):
    return time_machine.travel(dt.datetime.combine(day, dt.time(12), dt.UTC), tick=True)


def asked(client, path, day, **query):
    response = client.get(path, {"as_of": str(day), **query})
    assert response.status_code == 200
    return response


def listed(client, day):
    return [(row.title, row.url) for row in asked(client, YEAR, day).context["projects"]]


@pytest.fixture
def project(moderator):
    """Public on the 2nd, renamed on the 4th, archived on the 6th."""
    with on(MARCH[1]):
        return published(ProjectFactory(title="Clinics", original_language="en"), moderator)


@pytest.fixture
def archived(project, change, moderator):
    with on(MARCH[3]):
        page = change(project, title="Hospitals")
    with on(MARCH[5]):
        actions.archive(page=page, by=moderator, reason="Over.")
    return fresh(page)


def test_a_year_lists_what_was_public_at_the_end_of_the_day(client, archived):
    titles = [[title for title, _url in listed(client, day)] for day in MARCH]

    assert titles == [[], ["Clinics"], ["Clinics"], ["Hospitals"], ["Hospitals"], [], []]
    assert client.get(YEAR).context["count"] == 0


def test_its_links_keep_the_day(client, project, moderator, monkeypatch):
    monkeypatch.setattr("stocktaking_pages.presentation.ROWS_A_PAGE", 1)
    with on(MARCH[2]):
        published(ProjectFactory(title="Wells"), moderator)

    html = asked(client, YEAR, MARCH[3]).content.decode()

    assert f'href="{project.url_path}?as_of=2026-03-04"' in html
    assert 'href="?page=2&amp;as_of=2026-03-04"' in html
    assert 'href="/en/stocktaking/?year=2019&amp;as_of=2026-03-04"' in html
    assert [row.title for row in asked(client, YEAR, MARCH[3], page=2).context["projects"]] == ["Wells"]


def test_a_year_costs_no_more_with_many_projects(client, project, moderator, still_memory):
    def cost():
        listed(client, MARCH[2])
        with CaptureQueriesContext(connection) as captured:
            found = listed(client, MARCH[2])
        return len(found), len(captured)

    alone = cost()
    with on(MARCH[1]):
        for number in range(3):
            published(ProjectFactory(title=f"Project {number}"), moderator)

    assert cost() == (4, alone[1])


def test_an_edition_shows_the_honours_of_the_day(client, project, moderator, change):
    with on(MARCH[2]):
        entry = published(PrizeEntryFactory(title="Entry", project=project), moderator)
    with on(MARCH[4]):
        change(entry, status=PrizeStatus.WINNER)

    def honours(day):
        boxes = asked(client, EDITION, day).context["categories"]
        return [(row.title, row.status, row.url) for box in boxes for row in box.entries]

    url = f"{entry.url_path}?as_of="
    assert [honours(day) for day in (MARCH[1], MARCH[3], MARCH[4])] == [
        [],
        [("Entry", "submitted", f"{url}2026-03-04")],
        [("Entry", "winner", f"{url}2026-03-05")],
    ]


def test_an_edition_says_the_words_of_the_day(client, repository):
    edition = edition_page(year=2024, locale=locale())
    with on(MARCH[1]):
        edition.introduction = "Send your project."
        edition.save_revision().publish()
    with on(MARCH[3]):
        edition.introduction = "The jury reads."
        edition.save_revision().publish()

    said = [asked(client, EDITION, day).context["introduction"] for day in MARCH[:4]]

    assert said == ["", "Send your project.", "Send your project.", "The jury reads."]


def test_the_contests_count_the_day(client, project, moderator):
    with on(MARCH[2]):
        published(PrizeEntryFactory(title="Entry", status=PrizeStatus.WINNER), moderator)

    def counts(day):
        return [(row.year, row.url, row.total) for row in asked(client, PRIZES, day).context["editions"]]

    assert counts(MARCH[1]) == []
    assert counts(MARCH[2]) == [(2024, f"{EDITION}?as_of=2026-03-03", 1)]


@pytest.mark.parametrize("path", [YEAR, PRIZES, EDITION])
def test_a_list_is_marked_and_leads_to_today(client, repository, path):
    html = asked(client, path, MARCH[1]).content.decode()

    assert "This is what was public on 2 March 2026." in html
    assert f'<a href="{path}">See it as it is today</a>' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical"' not in html


def test_pages_without_a_past_say_that_they_are_of_today(client, moderator, index):
    plain = published(ContentPageFactory(title="About us"), moderator)

    for path in (plain.url_path, "/en/"):
        html = asked(client, path, MARCH[1]).content.decode()
        assert "This page is shown as it is today, not as it was on 2 March 2026." in html
        assert f'<a href="{path}">See it as it is today</a>' in html
        assert '<meta name="robots" content="noindex">' in html


def test_from_a_record_of_the_day_ways_lead_to_that_day(client, project):
    html = asked(client, project.url_path, MARCH[2]).content.decode()

    assert f'href="{YEAR}?as_of=2026-03-03"' in html
    assert f'href="/id/{project.record_id}?as_of=2026-03-03"' in html
