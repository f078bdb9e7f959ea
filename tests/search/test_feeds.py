"""Feeds of a search: valid, stable, in the right language and order."""

import datetime as dt
import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from search import registry, service
from search.engines.base import EngineUnavailable
from search.indexing import worker
from search.types import DocumentText
from tests.factories import ProjectFactory, published, translation
from tests.search.conftest import FACTS, make_document
from tests.search.hostile import QUERIES

ATOM = "{http://www.w3.org/2005/Atom}"
FORMATS = ("atom", "json")

pytestmark = pytest.mark.usefixtures("repository")


def atom(client, query: str = "", language: str = "en") -> ElementTree.Element:
    response = client.get(f"/{language}/stocktaking/feed.atom?{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)


def texts(element: ElementTree.Element, path: str) -> list[str]:
    return [each.text for each in element.findall(path.replace("/", f"/{ATOM}").replace("^", ATOM))]


def json_feed(client, query: str = "", language: str = "en") -> dict:
    response = client.get(f"/{language}/stocktaking/feed.json?{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/feed+json; charset=utf-8")
    return json.loads(response.content)


@pytest.fixture
def telemedicine(shelf, drain):
    text = DocumentText(
        title="Télémédecine <rurale>", summary="Des infirmières & des médecins.", url="/fr/x/"
    )
    shelf.put(replace(make_document("17"), texts={"fr": text}))
    drain()


def test_a_json_feed_has_what_the_standard_asks_for(client, telemedicine):
    assert json_feed(client, "q=télémédecine&country=KE&sort=title&page=1&size=5") == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "WSIS Stocktaking: télémédecine, Kenya",
        "description": "The newest projects of a search",
        "home_page_url": "http://testserver/en/stocktaking/?q=t%C3%A9l%C3%A9m%C3%A9decine&country=KE",
        "feed_url": "http://testserver/en/stocktaking/feed.json?q=t%C3%A9l%C3%A9m%C3%A9decine&country=KE",
        "language": "en",
        "authors": [{"name": "WSIS Stocktaking and Prizes"}],
        "items": [
            {
                "id": "http://localhost:8000/id/17",
                "url": "http://testserver/fr/x/",
                "title": "Télémédecine <rurale>",
                "content_text": "Des infirmières & des médecins.",
                "date_published": "2024-01-02T03:04:05+00:00",
                "date_modified": "2024-02-03T04:05:06+00:00",
                "authors": [{"name": "Ministry of Health"}],
                "tags": ["C7 E-health", "SDG 3 Good health and well-being"],
                "language": "fr",
                "_rights": {
                    "source": "itu",
                    "source_url": "https://example.org/itu/1",
                    "licence": "CC BY 4.0",
                    "attribution": "ITU",
                },
            }
        ],
    }


def test_a_control_character_among_the_rights_breaks_no_feed(client, telemedicine, monkeypatch):
    facts = replace(FACTS, attribution="ITU\x0bGeneva")
    monkeypatch.setattr(registry, "facts", lambda ids: dict.fromkeys(ids, facts))

    (rights,) = texts(atom(client), "^entry/rights")

    assert rights == "ITU Geneva · CC BY 4.0"


def test_an_atom_feed_has_what_the_standard_asks_for(client, telemedicine):
    feed = atom(client, "q=télémédecine")
    (entry,) = feed.findall(f"{ATOM}entry")

    assert {child.tag.removeprefix(ATOM) for child in feed} >= {"id", "title", "updated", "author", "link"}
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "alternate": "http://testserver/en/stocktaking/?q=t%C3%A9l%C3%A9m%C3%A9decine",
        "self": "http://testserver/en/stocktaking/feed.atom?q=t%C3%A9l%C3%A9m%C3%A9decine",
    }
    assert texts(feed, "^updated") == ["2024-02-03T04:05:06+00:00"]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert {child.tag.removeprefix(ATOM): child.text for child in entry if child.text} == {
        "id": "http://localhost:8000/id/17",
        "title": "Télémédecine <rurale>",
        "summary": "Des infirmières &amp; des médecins.",
        "published": "2024-01-02T03:04:05+00:00",
        "updated": "2024-02-03T04:05:06+00:00",
        "rights": "ITU · CC BY 4.0",
    }


def test_labels_and_name_are_in_the_language_of_the_address(client, telemedicine):
    feed = json_feed(client, "sdg=3", language="fr")

    assert (feed["language"], feed["items"][0]["tags"][0]) == ("fr", "C7 Cybersanté")
    assert feed["title"].endswith(": Bonne santé et bien-être")


def test_the_last_fifty_made_public_come_first(client, shelf, drain):
    first = dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC)
    shelf.put(
        *(
            replace(
                make_document(f"{n}"), published=first + dt.timedelta(seconds=n), date=dt.date(2019 - n, 1, 1)
            )
            for n in range(120)
        ),
    )
    drain()

    newest = [f"http://localhost:8000/id/{number}" for number in range(119, 69, -1)]
    assert [item["id"] for item in json_feed(client, "sort=oldest&page=2")["items"]] == newest
    assert texts(atom(client), "^entry/id") == newest


def test_a_question_that_nothing_answers_yet_is_an_empty_feed(client, telemedicine):
    assert json_feed(client, "q=telemedicin quantum")["items"] == []
    assert texts(atom(client, "country=FR"), "^updated") == ["2004-01-01T00:00:00+00:00"]


@pytest.mark.parametrize("format", FORMATS)
def test_an_unchanged_feed_answers_304(client, telemedicine, format):
    address = f"/en/stocktaking/feed.{format}"
    response = client.get(address)

    assert response["Last-Modified"] == "Sat, 03 Feb 2024 04:05:06 GMT"
    for header, value in (
        ("if-none-match", response["ETag"]),
        ("if-modified-since", response["Last-Modified"]),
    ):
        unchanged = client.get(address, headers={header: value})
        assert (unchanged.status_code, unchanged.content) == (304, b"")


@pytest.mark.parametrize("format", FORMATS)
def test_a_withdrawn_record_is_gone_before_the_worker_knows(client, shelf, drain, format):
    shelf.put(make_document("1"), make_document("2"))
    drain()
    tag = client.get(f"/en/stocktaking/feed.{format}")["ETag"]
    shelf.take("1")

    response = client.get(f"/en/stocktaking/feed.{format}", headers={"if-none-match": tag})

    assert (response.status_code, b"/id/1" in response.content) == (200, False)


@pytest.mark.parametrize("format", FORMATS)
def test_a_feed_refuses_what_it_cannot_read_and_rests_with_the_engine(
    client, telemedicine, format, monkeypatch
):
    assert client.get(f"/en/stocktaking/feed.{format}?year_from=x").status_code == 400

    monkeypatch.setattr(type(service.engine()), "search", unavailable)
    response = client.get(f"/en/stocktaking/feed.{format}")
    assert (response.status_code, response["Retry-After"]) == (503, "30")


def test_hostile_queries_and_words_make_valid_feeds(client, shelf, drain):
    odd = "a\x00b\x0bc\ufffe ]]> <b>&amp; \U0001f600"
    text = DocumentText(title=odd, summary=odd, url="/en/x/")
    shelf.put(replace(make_document("1"), texts={"en": text}, organisation=odd))
    drain()

    assert texts(atom(client), "^entry/title") == ["a b c ]]> <b>&amp; \U0001f600"]
    wrong = []
    for query in QUERIES:
        response = client.get(f"/en/stocktaking/feed.atom?{query}")
        if response.status_code == 200:
            ElementTree.fromstring(response.content)
        elif response.status_code != 400:
            wrong.append((response.status_code, query[:80]))
    assert wrong == []


def test_a_published_translation_renews_the_entry(client, index):
    project = published(ProjectFactory(title="Clinics by telephone"))
    later = published(translation(project, "fr", title="Dispensaires au téléphone"))
    while worker.drain().total:
        pass

    (item,) = json_feed(client, language="fr")["items"]

    assert (item["title"], item["language"]) == ("Dispensaires au téléphone", "fr")
    assert item["id"] == f"http://localhost:8000/id/{project.record_id}"
    assert dt.datetime.fromisoformat(item["date_modified"]) == later.last_published_at
    assert registry.facts([project.record_id])[project.record_id].published == project.first_published_at


def unavailable(engine, request):
    raise EngineUnavailable("down")
