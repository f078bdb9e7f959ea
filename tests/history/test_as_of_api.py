"""The API's records and lists as of a day."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.moderation import actions
from cms.records.enums import ProjectStatus
from cms.taxonomy.models import Term
from tests.factories import ProjectFactory, fresh, published, translation, write

LIST = "/api/v1/projects/"
DAYS = [dt.date(2026, 3, day) for day in range(1, 8)]


def on(day):
    return time_machine.travel(dt.datetime.combine(day, dt.time(12), dt.UTC), tick=True)


@pytest.fixture
def clinics(moderator):
    """Public on the 2nd in Kenya, on the 4th in French too, offline on the 6th."""
    with on(DAYS[1]):
        page = ProjectFactory(title="Clinics", original_language="en", status=ProjectStatus.ONGOING)
        kenya = Term.objects.get(vocabulary="country", code="KE")
        page = published(
            write(page, page.owner, countries=[kenya], start_date=dt.date(2019, 5, 1)), moderator
        )
    with on(DAYS[3]):
        published(translation(page, "fr", title="Dispensaires"), moderator)
    with on(DAYS[5]):
        actions.unpublish(page=page, by=moderator, reason="Over.")
    return fresh(page)


@pytest.fixture
def schools(moderator):
    """Public since the 3rd in Peru."""
    with on(DAYS[2]):
        page = ProjectFactory(title="Schools", original_language="en", status=ProjectStatus.PLANNED)
        peru = Term.objects.get(vocabulary="country", code="PE")
        return published(write(page, page.owner, countries=[peru]), moderator)


def record(client, page, day, **query):
    return client.get(f"{LIST}{page.record_id}/", {"as_of": str(day), **query})


def listed(client, day, **query):
    response = client.get(LIST, {"as_of": str(day), **query})
    assert response.status_code == 200
    return [hit["title"] for hit in response.json()["results"]]


def test_a_record_is_what_it_was_that_day_and_says_so(client, clinics):
    body = record(client, clinics, DAYS[2]).json()

    assert body["as_of"] == "2026-03-03"
    assert (body["title"], body["languages"], body["countries"]) == ("Clinics", ["en"], ["KE"])
    assert body["url"] == f"http://testserver{clinics.url_path}?as_of=2026-03-03"
    assert record(client, clinics, DAYS[4], lang="fr").json()["title"] == "Dispensaires"


def test_a_record_that_was_not_public_that_day_is_not_there(client, clinics):
    assert [record(client, clinics, day).status_code for day in DAYS] == [404, 200, 200, 200, 200, 404, 404]


def test_today_is_no_day_of_the_past(client, schools):
    body = client.get(f"{LIST}{schools.record_id}/").json()

    assert body["as_of"] is None
    assert body["url"] == f"http://testserver{schools.url_path}"


def test_a_list_has_what_was_public_that_day(client, clinics, schools):
    assert [listed(client, day, sort="title") for day in DAYS] == [
        [],
        ["Clinics"],
        ["Clinics", "Schools"],
        ["Clinics", "Schools"],
        ["Clinics", "Schools"],
        ["Schools"],
        ["Schools"],
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"country": "KE"}, ["Clinics"]),
        ({"country": ["KE", "PE"]}, ["Clinics", "Schools"]),
        ({"country": "PE", "status": "ongoing"}, []),
        ({"year_from": "2018", "year_to": "2020"}, ["Clinics"]),
        ({"language": "fr"}, ["Clinics"]),
        ({"sort": "oldest"}, ["Clinics", "Schools"]),
    ],
)
def test_a_list_is_narrowed_and_ordered_as_today(client, clinics, schools, query, titles):
    assert listed(client, DAYS[4], **query) == titles


def test_counts_leave_out_the_filter_of_their_own_field(client, clinics, schools):
    facets = client.get(LIST, {"as_of": str(DAYS[4]), "country": "KE"}).json()["facets"]

    counts = {name: {value["key"]: value["count"] for value in values} for name, values in facets.items()}
    assert counts["country"] == {"KE": 1, "PE": 1}
    assert counts["status"] == {"ongoing": 1}


def test_pages_lead_to_each_other_and_keep_the_day(client, clinics, schools):
    first = client.get(LIST, {"as_of": str(DAYS[4]), "sort": "title", "size": "1"}).json()
    second = client.get(first["next"]).json()

    assert (first["count"], first["as_of"]) == (2, "2026-03-05")
    assert [one["results"][0]["title"] for one in (first, second)] == ["Clinics", "Schools"]
    assert "as_of=2026-03-05" in second["previous"]


@pytest.mark.parametrize(
    ("parameter", "query"),
    [
        ("as_of", {"as_of": "2026-02-30"}),
        ("as_of", {"as_of": "soon"}),
        ("as_of", {"as_of": "9999-01-01"}),
        ("as_of", {"as_of": ["2026-03-01", "2026-03-02"]}),
        ("cursor", {"as_of": "2026-03-01", "cursor": "next"}),
    ],
)
def test_what_cannot_be_asked_is_refused(client, db, parameter, query):
    response = client.get(LIST, query)

    assert (response.status_code, response.json()["parameter"]) == (400, parameter)


def test_an_empty_day_is_today(client, schools):
    assert client.get(f"{LIST}{schools.record_id}/", {"as_of": ""}).json()["as_of"] is None


@pytest.mark.parametrize("path", ["", "{id}/"])
def test_it_costs_the_same_with_many_records(client, clinics, schools, moderator, path, still_memory):
    def cost():
        address = LIST + path.format(id=schools.record_id)
        client.get(address, {"as_of": str(DAYS[4])})
        with CaptureQueriesContext(connection) as captured:
            client.get(address, {"as_of": str(DAYS[4])})
        return len(captured)

    few = cost()
    with on(DAYS[3]):
        for number in range(3):
            published(ProjectFactory(title=f"More {number}", original_language="en"), moderator)

    assert cost() == few
