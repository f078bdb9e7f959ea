"""Searching the repository as it was on a day: in the API, on the search page, in its charts."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from cms.moderation import actions
from cms.taxonomy.models import Term
from search import registry, service
from search.indexing.rebuild import rebuild
from search.types import SearchRequest
from tests.factories import ProjectFactory, fresh, published, translation, write

LIST = "/api/v1/projects/"
PAGE = "/en/stocktaking/"
DAYS = [dt.date(2026, 3, day) for day in range(1, 8)]


def on(day):
    return time_machine.travel(dt.datetime.combine(day, dt.time(12), dt.UTC), tick=True)


@pytest.fixture
def clinics(moderator):
    """Public on the 2nd, in French on the 3rd, rewritten on the 4th, offline on the 6th."""
    with on(DAYS[1]):
        page = ProjectFactory(title="Rural clinics", original_language="en", summary="Care by telephone.")
        kenya = Term.objects.get(vocabulary="country", code="KE")
        page = published(
            write(page, page.owner, countries=[kenya], start_date=dt.date(2019, 5, 1)), moderator
        )
    with on(DAYS[2]):
        published(translation(page, "fr", title="Dispensaires ruraux", summary="Des soins."), moderator)
    with on(DAYS[3]):
        page = published(write(fresh(page), page.owner, title="Urban hospitals"), moderator)
    with on(DAYS[5]):
        actions.unpublish(page=fresh(page), by=moderator, reason="Over.")
    return fresh(page)


@pytest.fixture
def phones(moderator):
    """Public since the 3rd; says telephone in its title."""
    with on(DAYS[2]):
        page = ProjectFactory(title="A telephone for each clinic", original_language="en", summary="Lines.")
        return published(page, moderator)


def titles(client, day, text, **query):
    response = client.get(LIST, {"as_of": str(day), "q": text, **query})
    assert response.status_code == 200
    return [hit["title"] for hit in response.json()["results"]]


def test_words_are_those_of_the_day(client, clinics):
    assert [titles(client, day, "clinics") for day in DAYS] == [
        [],
        ["Rural clinics"],
        ["Rural clinics"],
        [],
        [],
        [],
        [],
    ]
    assert titles(client, DAYS[4], "hospital") == ["Urban hospitals"]


def test_a_word_in_the_title_comes_first(client, clinics, phones):
    assert titles(client, DAYS[2], "telephone") == ["A telephone for each clinic", "Rural clinics"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rural -telephone", []),
        ('"rural clinics"', ["Rural clinics"]),
        ('"clinics rural"', []),
        ("dispensaire", ["Dispensaires ruraux"]),
        ("clinic dispensaires", ["Rural clinics"]),
        ("country:KE", ["Rural clinics"]),
        ("clinics country:PE", []),
        ("…", ["A telephone for each clinic", "Rural clinics"]),
    ],
)
def test_a_question_is_read_as_it_is_today(client, clinics, phones, text, found):
    assert sorted(titles(client, DAYS[2], text)) == found


def test_found_words_are_marked_and_facets_counted(client, clinics, phones):
    body = client.get(LIST, {"as_of": str(DAYS[2]), "q": "telephone", "country": "KE"}).json()

    assert (body["count"], body["count_is_exact"], body["as_of"]) == (1, True, "2026-03-03")
    assert body["results"][0]["highlights"]["text"] == "Care by <mark>telephone</mark>."
    assert [(each["key"], each["count"]) for each in body["facets"]["country"]] == [("KE", 1)]


def test_it_finds_what_a_search_that_day_found(clinics, phones):
    """The same words, asked of the engine's own kind of matching on a copy of the day."""
    found = service.search(SearchRequest(text="clinic", as_of=DAYS[2]))
    copy = registry.build([clinics.record_id, phones.record_id], DAYS[2])

    assert {hit.id: hit.text for hit in found.hits} == {
        id: document.texts["en"] for id, document in copy.items()
    }


def test_the_page_says_of_which_day_it_is_and_leads_back(client, clinics, repository):
    html = client.get(PAGE, {"as_of": "2026-03-03", "q": "clinics"}).content.decode()

    assert "This is what was public on 3 March 2026. Only your own words were looked for" in html
    assert f"{clinics.url_path}?as_of=2026-03-03" in html
    assert 'href="?q=clinics">See it as it is today' in html
    assert '<input type="hidden" name="as_of" value="2026-03-03">' in html, "another question keeps the day"
    assert '<meta name="robots" content="noindex' in html
    assert "export" not in html, "files hold what is public today"


def test_the_page_of_today_offers_another_day(client, phones, index, repository):
    today = dt.datetime.now(dt.UTC).date()
    rebuild()

    assert f'href="?q=telephone&amp;as_of={today}"' in client.get(PAGE, {"q": "telephone"}).content.decode()


def test_a_day_that_is_none_is_left_out_and_said_so(client, index, repository):
    html = client.get(PAGE, {"as_of": "2026-02-30"}).content.decode()

    assert "“as_of=2026-02-30” was left out: a day is written like 2025-07-01." in html


def test_charts_count_the_day(client, clinics, repository):
    html = client.get(f"{PAGE}charts/", {"as_of": "2026-03-03"}).content.decode()

    assert "This is what was public on 3 March 2026." in html
    assert "year_from=2019&amp;year_to=2019&amp;as_of=2026-03-03" in html


@pytest.mark.parametrize("path", ["export.csv", "export.json", "feed.atom"])
def test_files_and_feeds_refuse_a_day(client, index, repository, path):
    response = Client().get(f"{PAGE}{path}", {"as_of": "2026-03-03"})

    assert response.status_code == 400
    assert "as_of" in response.content.decode()
