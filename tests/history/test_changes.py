"""The report on what changed in the public repository between two days."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
import time_machine
from openpyxl import load_workbook

from cms.history.changes.enums import Change
from cms.history.changes.queries import changes
from cms.moderation import actions
from cms.taxonomy.models import Term
from search.types import SearchRequest
from tests.factories import (
    PrizeEntryFactory,
    ProjectFactory,
    approved,
    fresh,
    person,
    published,
    translation,
    write,
)

pytestmark = pytest.mark.usefixtures("repository")

REPORT = "/admin/history/changes/"
MARCH = {day: dt.date(2026, 3, day) for day in range(1, 32)}
ASKED = {"first": "2026-03-05", "last": "2026-03-10"}


def on(day: int) -> time_machine.travel:
    return time_machine.travel(dt.datetime(2026, 3, day, 12, tzinfo=dt.UTC), tick=True)


def changed(page, **values):
    page = write(page, page.owner, **values)
    actions.submit(page=page, by=page.owner)
    return approved(page, person("moderator", name="Mo Derator"))


def in_country(page, code):
    page.countries.add(Term.objects.get(vocabulary="country", code=code))
    page.save()
    page.save_revision(user=page.owner)
    return page


@pytest.fixture
def march():
    """Five records: one changes, one is translated, one goes, one comes, one comes and goes between two days."""
    with on(1):
        clinics = published(in_country(ProjectFactory(title="Clinics"), "KE"))
        radio = published(ProjectFactory(title="Radio"))
        gone = published(ProjectFactory(title="Telegraph"))
    with on(5):
        french = published(translation(radio, "fr", title="La radio"))
        clinics = changed(clinics, title="Clinics on wheels", summary="Vans.")
    with on(6):
        brief = published(ProjectFactory(title="Brief"))
    with on(7):
        actions.unpublish(page=brief, by=person("moderator"), reason="Too early.")
        actions.unpublish(page=gone, by=person("moderator"), reason="Over.")
        clinics = changed(clinics, sdgs=[Term.objects.get(vocabulary="sdg", code="3")])
        write(fresh(radio), radio.owner, title="Never public")
    with on(10):
        entry = published(PrizeEntryFactory(title="An entry"))
    with on(11):
        changed(fresh(entry), title="An entry, later")
    return {"clinics": clinics, "radio": radio, "french": french, "gone": gone, "entry": entry}


def told(first=5, last=10, **asked):
    found = changes(MARCH[first], MARCH[last], SearchRequest(**asked))
    return [(each.title, each.change, each.fields) for each in found]


def test_the_difference_between_two_days_newest_first(march):
    assert told() == [
        ("An entry", Change.NEW, ()),
        ("Clinics on wheels", Change.CHANGED, ("Title", "Summary", "Sustainable Development Goals")),
        ("Telegraph", Change.GONE, ()),
        ("La radio", Change.NEW, ()),
    ]


def test_days_on_which_nothing_happened(march):
    assert told(first=20, last=30) == []
    assert told(first=8, last=9) == []


def test_what_was_published_again_in_the_same_words_is_no_change(march):
    with on(12):
        changed(fresh(march["clinics"]), title="Something else")
    with on(13):
        changed(fresh(march["clinics"]), title="Clinics on wheels")

    assert told(first=12, last=13) == []


def test_the_keys_that_the_editor_puts_into_text_are_no_change(march):
    with on(12):
        page = changed(fresh(march["clinics"]), description="<p>Sets for all.</p>")
    with on(14):
        changed(page, description='<p data-block-key="a1b2c">Sets for all.</p>', summary="Louder.")

    assert told(first=14, last=14) == [("Clinics on wheels", Change.CHANGED, ("Summary",))]


def test_words_and_filters_are_met_by_either_day(march):
    assert [row[0] for row in told(text="wheels")] == ["Clinics on wheels"]
    assert [row[0] for row in told(text="telegraph")] == ["Telegraph"]
    assert [row[0] for row in told(filters={"country": frozenset({"KE"})})] == ["Clinics on wheels"]
    assert [row[0] for row in told(filters={"kind": frozenset({"entry"})})] == ["An entry"]
    assert [row[0] for row in told(filters={"language": frozenset({"fr"})})] == ["La radio"]


def test_the_queries_do_not_grow_with_the_changes(march, django_assert_max_num_queries):
    with on(8):
        for number in range(8):
            published(ProjectFactory(title=f"More {number}"))
    with django_assert_max_num_queries(12):
        assert len(told()) == 12


def test_the_page_tells_it_with_links_and_files(march, signed_in, client):
    client = signed_in(person("moderator"))
    html = client.get(REPORT, ASKED).content.decode()

    assert "Clinics on wheels" in html
    assert "Title · Summary · Sustainable Development Goals" in html
    assert "Mo Derator" in html
    assert "Never public" not in html
    link = html.split('href="/admin/history/')[1:]
    compare = next(each.split('"')[0] for each in link if "compare" in each).replace("&amp;", "&")
    assert "Vans." in client.get(f"/admin/history/{compare}").content.decode()

    answer = client.get(f"{REPORT}csv/", ASKED)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["An entry", "Clinics on wheels", "Telegraph", "La radio"]
    book = load_workbook(io.BytesIO(client.get(f"{REPORT}xlsx/", ASKED).content))
    assert book.active.max_row == 5
    assert client.get(f"{REPORT}pdf/").status_code == 404


def test_without_days_the_last_twelve_weeks_are_meant_and_shown(signed_in):
    with on(30):
        html = signed_in(person("moderator")).get(REPORT, {"country": "KE"}).content.decode()

    assert re.search(r'name="first" value="2026-01-05"', html)
    assert re.search(r'name="last" value="2026-03-30"', html)
    assert '<option value="KE" selected' in html


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"first": "soon"}, "Enter a valid date."),
        ({"first": "2026-03-10", "last": "2026-03-05"}, "The first day is after the last."),
        ({"last": "2999-01-01"}, "That day is still to come."),
        ({"country": "zz"}, "zz is not one of the available choices."),
        ({"year": "abc"}, "a year has four digits"),
        ({"p": "x"}, "Nothing changed in public in these days"),
    ],
)
def test_bad_input_is_explained(asked, words, signed_in):
    response = signed_in(person("auditor")).get(REPORT, asked)

    assert response.status_code == 200
    html = response.content.decode()
    assert words in html
    assert ("in UTC" in html) == ("error-message" not in html)


def test_no_file_of_other_days_than_those_asked_for(signed_in):
    answer = signed_in(person("auditor")).get(f"{REPORT}csv/", {"first": "soon"})

    assert (answer.status_code, answer.content.decode()) == (400, "From: Enter a valid date.")


def test_a_focal_point_reads_of_the_country_alone_and_no_names(march, signed_in):
    kenya, peru = signed_in(person("focal-point:KE")), signed_in(person("focal-point:PE"))
    html = kenya.get(REPORT, ASKED).content.decode()

    assert "Clinics on wheels" in html
    assert not {"Telegraph", "La radio", "An entry", "Mo Derator"} & set(html.replace("<", ">").split(">"))
    assert "Clinics" not in peru.get(REPORT, ASKED).content.decode()
    assert "Clinics" not in peru.get(REPORT, ASKED | {"country": "KE"}).content.decode()
    assert "Clinics" not in peru.get(f"{REPORT}csv/", ASKED | {"country": "KE"}).content.decode()
    assert "Report on changes" in kenya.get("/admin/").content.decode()


@pytest.mark.parametrize("role", ["author", "translator:fr"])
def test_others_do_not_read_it(role, signed_in):
    client = signed_in(person(role))

    assert client.get(REPORT).status_code in (302, 403)
    assert client.get(f"{REPORT}csv/").status_code in (302, 403)
