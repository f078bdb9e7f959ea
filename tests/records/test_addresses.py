"""Records by id, in another language's interface, and at the old site's addresses."""

import pytest
from django.db import connection
from wagtail.models import PageViewRestriction

from cms.moderation import actions
from cms.records.queries import find_original
from tests.factories import ProjectFactory, fresh, person, published, translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(repository):
    return published(ProjectFactory(title="Clinics", legacy_id="1487771718", original_language="en"))


def get(client, path, language="en"):
    return client.get(path, headers={"accept-language": language})


def test_a_record_has_its_old_id_or_one_of_the_same_kind(repository):
    old = ProjectFactory(legacy_id="1487771718")
    new = ProjectFactory()

    assert old.record_id == "1487771718"
    assert new.record_id.isdigit() and len(new.record_id) == 17


@pytest.mark.parametrize(
    ("language", "target"),
    [("en", "/en/stocktaking/2019/clinics/"), ("fr", "/fr/stocktaking/record/1487771718/")],
)
def test_an_id_leads_to_the_record_in_the_readers_language(client, project, language, target):
    assert get(client, "/id/1487771718", language)["location"] == target


def test_where_a_translation_is_published_it_is_what_the_reader_gets(client, project):
    published(translation(project, "fr", title="Dispensaires"), by=person("reviewer:fr"))

    assert get(client, "/id/1487771718", "fr")["location"] == "/fr/stocktaking/2019/clinics/"
    assert get(client, "/fr/stocktaking/record/1487771718/")["location"] == "/fr/stocktaking/2019/clinics/"


def test_a_draft_translation_is_no_reason_to_send_anybody_to_it(client, project):
    translation(project, "fr", title="Dispensaires")

    assert get(client, "/id/1487771718", "fr")["location"] == "/fr/stocktaking/record/1487771718/"
    assert get(client, "/fr/stocktaking/2019/clinics/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/id/1487771718",
        "/fr/stocktaking/record/1487771718/",
        "/stocktaking/project/details/?projectId=1487771718",
    ],
)
def test_nobody_reads_past_a_private_year(client, project, path):
    PageViewRestriction.objects.create(page=project.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    assert client.get(path, headers={"accept-language": "en"}, follow=True).status_code == 404


def test_the_original_is_shown_inside_the_readers_interface(client, project):
    page = get(client, "/ar/stocktaking/record/1487771718/").content.decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert "Clinics" in page
    assert '<link rel="canonical" href="http://testserver/en/stocktaking/2019/clinics/">' in page
    assert page.count('rel="alternate" hreflang=') == 1


@pytest.mark.parametrize(
    "path",
    [
        "/net4/wsis/stocktaking/Project/Details?projectId=1487771718",
        "/stocktaking/project/details?projectId=1487771718",
        "/net4/wsis/stocktaking/Prizes/2017/Details/1487771718",
        "/net4/wsis/stocktaking/Prizes/2017/DetailsPopup/1487771718",
    ],
)
def test_addresses_of_the_old_site_lead_here_for_good(client, project, path):
    answer = get(client, path)

    assert (answer.status_code, answer["location"]) == (301, "/en/stocktaking/2019/clinics/")


@pytest.mark.parametrize(
    "path", ["/id/1487771718", "/en/stocktaking/record/1487771718/", "/en/stocktaking/2019/clinics/"]
)
def test_a_record_taken_offline_is_not_found(client, project, path):
    actions.unpublish(page=project, by=person("moderator"), reason="Asked by the owner.")

    assert client.get(path, follow=True).status_code == 404


def test_an_archived_record_says_so(client, project):
    actions.archive(page=project, by=person("moderator"), reason="Merged with another record.")

    answer = get(client, "/en/stocktaking/2019/clinics/")

    assert answer.status_code == 410
    assert answer.headers["Cache-Control"] == "no-cache", "it may be brought back"
    assert "Clinics" in answer.content.decode()
    assert "Merged with another record." in answer.content.decode()
    assert get(client, "/id/1487771718")["location"] == "/en/stocktaking/record/1487771718/"
    assert get(client, "/en/stocktaking/record/1487771718/").status_code == 410


@pytest.mark.parametrize("path", ["/id/12345678901234567", "/en/stocktaking/record/99/", "/id/abc"])
def test_unknown_ids_are_not_found(client, repository, path):
    assert client.get(path, follow=True).status_code == 404


def test_unpublishing_an_original_takes_its_translations_along(client, project):
    french = published(translation(project, "fr", title="Dispensaires"), by=person("reviewer:fr"))

    actions.unpublish(page=fresh(project), by=person("moderator"), reason="Asked by the owner.")

    assert fresh(french).live is False
    assert get(client, "/fr/stocktaking/2019/clinics/").status_code == 404


@pytest.mark.sqlite
def test_an_id_is_looked_up_without_reading_a_whole_table(project, django_assert_max_num_queries):
    with django_assert_max_num_queries(4) as asked:
        assert find_original("999") is None

    assert [step for query in asked for step in plan(query["sql"]) if step.startswith("SCAN")] == []


def plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        return [row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
