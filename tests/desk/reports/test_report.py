"""The report on decisions: what is counted, for whom, and its files."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from cms.desk.reports.enums import Outcome
from cms.desk.reports.queries import decisions, pages_of
from cms.desk.runs.actions import carry_out, give_reason, plan, undo_run
from cms.desk.runs.enums import Choice
from cms.moderation import actions
from cms.moderation.models import ReviewTask
from cms.moderation.setup import NAME
from cms.taxonomy.models import Term
from tests.factories import ProjectFactory, approved, fresh, person, published, translation

pytestmark = pytest.mark.usefixtures("repository")

REPORT = "/admin/desk/report/"
MONDAY = dt.date(2026, 3, 2)
ASKED = {"first": "2026-03-01", "last": "2026-03-31"}


def on(day, hour=9):
    return time_machine.travel(dt.datetime.combine(day, dt.time(hour), dt.UTC), tick=True)


def day(number):
    return MONDAY + dt.timedelta(days=number)


def project(title, *countries, **values):
    page = ProjectFactory(title=title, original_language="en", **values)
    page.countries.set(Term.objects.filter(vocabulary="country", code__in=countries))
    page.save()
    page.save_revision(user=page.owner, log_action=True)
    return fresh(page)


@pytest.fixture
def mo():
    return person("moderator", name="Mo Derator")


@pytest.fixture
def month(mo):
    """In March: one approved after two days, one rejected and reopened, one sent back and then approved."""
    lee = person("moderator", name="Lee Gal")
    with on(day(0)):
        clinics, schools, phones = (
            project("Clinics", "KE"),
            project("=Schools", "PE", "KE"),
            project("Phones"),
        )
        for page in (clinics, schools, phones):
            actions.submit(page=page, by=page.owner)
    with on(day(2)):
        approved(clinics, mo)
        actions.reject(page=fresh(schools), by=lee, reason="No.")
        actions.request_changes(page=fresh(phones), by=mo, note="Which year?")
    with on(day(4)):
        actions.reopen(page=fresh(schools), by=mo)
        actions.resubmit(page=fresh(phones), by=phones.owner)
    with on(day(7)):
        approved(fresh(phones), lee)
    return clinics, schools, phones


BEFORE, AFTER = day(-1), day(30)


def found(user, first=BEFORE, last=AFTER, **narrowed):
    rows = decisions(pages_of(user, **narrowed), first, last)
    return [(row.outcome, row.at.date() - MONDAY, row.days, row.is_reversed) for row in rows]


def test_every_decision_counts_with_its_working_days_and_whether_it_was_turned_around(month, mo):
    two, seven = dt.timedelta(days=2), dt.timedelta(days=7)

    assert sorted(found(mo)) == sorted(
        [
            (Outcome.PUBLISHED, two, 2, False),
            (Outcome.REJECTED, two, 2, True),
            (Outcome.CHANGES, two, 2, False),
            (Outcome.PUBLISHED, seven, 1, False),
        ]
    )


def test_days_are_whole_and_what_happened_before_still_tells_how_long_it_took(month, mo):
    assert found(mo, day(7), day(7)) == [(Outcome.PUBLISHED, dt.timedelta(days=7), 1, False)]
    assert found(mo, day(8), day(30)) == []


def test_each_of_two_people_has_an_approval_that_together_are_one_decision(mo, signed_in):
    ReviewTask.objects.update(people=2)
    lee = person("moderator", name="Lee Gal")
    with on(day(0)):
        page = project("Clinics", "KE")
        actions.submit(page=page, by=page.owner)
    with on(day(1)):
        approved(page, lee)
    with on(day(3)):
        approved(page, mo)

    context = signed_in(mo).get(REPORT, ASKED).context

    assert {name: (row.approved, row.days) for name, row in context["people"]} == {
        "Lee Gal": (1, 1),
        "Mo Derator": (1, 3),
    }
    assert (context["all"].total, context["all"].days) == (1, 3)
    assert [row.total for _name, row in context["countries"]] == [1]
    outcomes = (Outcome.IN_PART, Outcome.PUBLISHED)
    assert found(mo) == [
        (outcome, day(n) - MONDAY, n, False) for outcome, n in zip(outcomes, (1, 3), strict=True)
    ]


def test_after_an_undo_and_in_a_later_step_time_counts_from_handing_in(mo, month):
    second = ReviewTask.objects.create(name="Last look")
    WorkflowTask.objects.create(workflow=Workflow.objects.get(name=NAME), task=second, sort_order=2)
    lee = person("moderator")
    with on(day(10)):
        page = project("Radios")
        actions.submit(page=page, by=page.owner)
    with on(day(11)):
        run = plan(pages=[page], choice=Choice.REJECT, by=lee)
        give_reason(run=run, reason=None, words="No.", by=lee)
        carry_out(run=run, by=lee)
        undo_run(run=run, by=lee)
    with on(day(14)):
        approved(page, lee)
    with on(day(15)):
        approved(page, mo)

    assert [(row[0], row[2], row[3]) for row in found(mo, day(10))] == [
        (Outcome.REJECTED, 1, True),
        (Outcome.PUBLISHED, 2, False),
        (Outcome.PUBLISHED, 3, False),
    ]


def test_the_last_day_is_the_same_for_readers_in_every_time_zone(month, mo, signed_in):
    UserProfile.objects.create(user=mo, current_time_zone="America/Los_Angeles")
    with on(day(7), hour=2):
        context = signed_in(mo).get(REPORT, {"last": day(7).isoformat()}).context

    assert (context["form"].errors, context["form"].cleaned_data["last"]) == ({}, day(7))


def test_taken_offline_within_thirty_days_is_turned_around_and_later_is_not(month, mo):
    clinics, _schools, phones = month
    with on(day(20)):
        actions.unpublish(page=fresh(clinics), by=mo, reason="Wrong.")
    with on(day(50)):
        actions.unpublish(page=fresh(phones), by=mo, reason="Over.")

    assert [row[3] for row in found(mo) if row[0] == Outcome.PUBLISHED] == [True, False]


def test_it_is_narrowed_by_country_and_language(month, mo):
    with on(day(9)):
        page = translation(month[0], "fr", title="Dispensaires")
        published(page, mo)

    assert len(found(mo, country="KE")) == 3, "a translation is of its original's countries"
    assert len(found(mo, country="PE")) == 1
    assert len(found(mo, language="fr")) == 1


def test_the_page_shows_weeks_people_countries_and_languages(month, mo, signed_in):
    context = signed_in(mo).get(REPORT, ASKED).context

    assert [(day, row.total) for day, row, _share in context["weeks"] if row.total] == [
        (day(7), 1),
        (day(0), 3),
    ]
    assert {name: row.total for name, row in context["people"]} == {"Mo Derator": 2, "Lee Gal": 2}
    assert {name: row.total for name, row in context["countries"]} == {"Kenya": 2, "Peru": 1}
    assert {name: row.total for name, row in context["languages"]} == {"English": 4}
    assert (context["all"].reversed, context["all"].days) == (1, 2)


def test_what_waits_is_counted_by_age(mo, signed_in):
    with on(day(0)):
        page = project("Old")
        actions.submit(page=page, by=page.owner)
    with on(day(14)):
        page = project("New")
        actions.submit(page=page, by=page.owner)
        context = signed_in(mo).get(REPORT).context

    assert [(age.first, age.count, age.late) for age in context["ages"] if age.count] == [
        (0, 1, 0),
        (6, 1, 1),
    ]
    assert (context["waiting"], context["late"]) == (2, 1)


def test_a_focal_point_reads_of_the_country_without_names_and_can_change_nothing(month, signed_in):
    client = signed_in(person("focal-point:PE"))

    response = client.get(REPORT, ASKED)
    assert (response.context["all"].total, response.context["people"]) == (1, None)
    assert "Mo Derator" not in response.content.decode()
    assert client.get(REPORT, {**ASKED, "country": "KE"}).context["all"].total == 1, (
        "what both countries share"
    )
    assert client.post(REPORT).status_code == 405
    assert "Person" not in client.get(f"{REPORT}decisions.csv", ASKED).content.decode()
    assert "Clinics" not in client.get(f"{REPORT}decisions.csv", ASKED).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("moderator", 200),
        ("auditor", 200),
        ("focal-point:KE", 200),
        ("translator:fr", 302),
        ("reviewer:fr", 302),
    ],
)
@pytest.mark.parametrize("path", ["", "decisions.csv", "decisions.xlsx"])
def test_who_reads_it(signed_in, role, status, path):
    assert signed_in(person(role)).get(f"{REPORT}{path}").status_code == status


def test_the_files_have_every_decision_on_a_line_and_no_formula(month, mo, signed_in):
    client = signed_in(mo)
    lines = list(
        csv.reader(io.StringIO(client.get(f"{REPORT}decisions.csv", ASKED).content.decode("utf-8-sig")))
    )
    book = load_workbook(io.BytesIO(client.get(f"{REPORT}decisions.xlsx", ASKED).content))
    rows = [
        ["" if cell is None else str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)
    ]

    assert len(lines) == 5
    assert rows == lines
    by_title = {line[4]: line for line in lines[1:]}
    assert by_title["'=Schools"][:4] == ["2026-03-04", "Rejected", "2", "yes"]
    assert by_title["'=Schools"][7] == "KE; PE"
    assert by_title["Clinics"][-1] == "Mo Derator"
    assert client.get(f"{REPORT}decisions.pdf").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"first": "soon"},
        {"first": "2026-03-31", "last": "2026-03-01"},
        {"first": "1990-01-01"},
        {"country": "zz"},
        {"language": "xx"},
    ],
)
def test_what_cannot_be_read_is_said_and_no_other_report_shown(mo, signed_in, query):
    response = signed_in(mo).get(REPORT, query)

    assert response.status_code == 200
    html = response.content.decode()
    assert 'class="error-message"' in html
    assert "What was decided" not in html


def test_it_costs_the_same_with_many_decisions(month, mo, signed_in, still_memory):
    client = signed_in(mo)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(REPORT, ASKED).status_code == 200
        return len(queries)

    cost()
    before = cost()
    with on(day(10)):
        for number in range(5):
            published(project(f"More {number}", "FR"), mo)
    assert cost() == before


@pytest.mark.parametrize(
    ("role", "offered"), [("focal-point:KE", True), ("auditor", True), ("translator:fr", False)]
)
def test_the_menu_offers_it_to_who_reads_it(signed_in, role, offered):
    assert (f'"{REPORT}"' in signed_in(person(role)).get("/admin/").content.decode()) is offered
