"""The JSON API: its answers word for word, and errors that say what is wrong."""

import json

import pytest

from search import service
from search.engines.base import EngineUnavailable
from search.types import DocumentText
from tests.search.conftest import make_document
from tests.search.hostile import QUERIES

LIST = "/api/v1/projects/"


@pytest.fixture
def bilingual(shelf, drain):
    """One project with an English original and a French translation."""
    texts = {
        "en": DocumentText("Rural telemedicine", "Nurses.", "A clinic.", "/en/stocktaking/2019/1/"),
        "fr": DocumentText(
            "Télémédecine rurale", "Infirmières.", "Un dispensaire.", "/fr/stocktaking/2019/1/"
        ),
    }
    document = make_document("1", texts=texts)
    shelf.put(make_document("1", texts=texts, facets={**document.facets, "language": ("en", "fr")}))
    drain()


def test_a_project_in_a_list(client, bilingual):
    response = client.get(LIST, {"q": "telemedicine", "status": "ongoing"})

    body = response.json()
    facets = body.pop("facets")
    highlights = body["results"][0].pop("highlights")
    assert body == {
        "as_of": None,
        "count": 1,
        "count_is_exact": True,
        "results": [
            {
                "id": "1",
                "title": "Rural telemedicine",
                "language": "en",
                "url": "http://testserver/en/stocktaking/2019/1/",
                "summary": "Nurses.",
                "matched_language": "en",
                "languages": ["en", "fr"],
                "organisation": "Ministry of Health",
                "countries": ["KE"],
                "action_lines": ["c7", "c7-e-health"],
                "sdgs": ["3"],
                "year": 2019,
                "status": "ongoing",
            }
        ],
        "did_you_mean": "",
        "corrected": False,
        "relaxed": False,
        "next": None,
        "previous": None,
    }
    assert highlights["title"] == "Rural <mark>telemedicine</mark>"
    assert set(highlights) == {"title", "text"}
    assert facets["status"] == [{"key": "ongoing", "label": "Ongoing", "count": 1, "selected": True}]
    assert facets["kind"] == [{"key": "project", "label": "Project", "count": 1, "selected": False}]


def test_lang_is_the_language_of_labels_and_of_what_is_shown_first(client, bilingual):
    body = client.get(LIST, {"lang": "fr"}).json()

    assert body["results"][0]["title"] == "Télémédecine rurale"
    assert [choice["label"] for choice in body["facets"]["language"]] == ["Anglais", "Français"]


def test_pages_lead_to_each_other_and_keep_the_question(client, shelf, drain):
    shelf.put(*(make_document(f"{number}", "Rural telemedicine") for number in range(5)))
    drain()

    first = client.get(LIST, {"q": "telemedicine", "size": "2", "lang": "fr"}).json()
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert second["previous"] == "http://testserver/api/v1/projects/?q=telemedicine&size=2&lang=fr"
    assert [len(page["results"]) for page in (first, second, third)] == [2, 2, 1]
    assert len({one["id"] for page in (first, second, third) for one in page["results"]}) == 5
    assert third["next"] is None


@pytest.mark.parametrize(
    ("q", "told"),
    [
        ("rural telemedicine", ("", False, False)),
        ("telemedicne", ("telemedicine", True, False)),
        ("telemedicine xyzzyq", ("", False, True)),
        ("telemedicne xyzzyq", ("telemedicine xyzzyq", True, True)),
    ],
)
def test_a_list_says_how_it_answers_another_question_than_was_asked(client, shelf, drain, q, told):
    shelf.put(*(make_document(f"{number}", "Rural telemedicine") for number in range(3)))
    drain()
    service.engine().refresh()

    body = client.get(LIST, {"q": q}).json()

    assert (body["count"], body["did_you_mean"], body["corrected"], body["relaxed"]) == (3, *told)


def test_one_project_with_all_its_languages_and_what_its_source_adds(client, bilingual):
    body = client.get(f"{LIST}1/", {"lang": "fr"}).json()

    assert (body["id"], body["title"], body["language"]) == ("1", "Télémédecine rurale", "fr")
    assert body["texts"]["en"] == {
        "title": "Rural telemedicine",
        "summary": "Nurses.",
        "text": "A clinic.",
        "language": "en",
        "url": "http://testserver/en/stocktaking/2019/1/",
    }
    assert body["record"] == {"goals": "Goals of 1"}


def test_one_project_is_answered_while_the_engine_is_down(client, bilingual, monkeypatch):
    monkeypatch.setattr(service, "engine", unavailable)

    assert client.get(f"{LIST}1/").status_code == 200


def test_a_withdrawn_project_is_not_there(client, shelf, bilingual):
    shelf.take("1")

    response = client.get(f"{LIST}1/")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_suggestions(client, bilingual):
    assert client.get("/api/v1/suggest/", {"q": "rural telem"}).json() == {
        "results": [
            {
                "kind": "record",
                "kind_label": "",
                "id": "1",
                "title": "Rural telemedicine",
                "language": "en",
                "url": "http://testserver/en/stocktaking/2019/1/",
            }
        ]
    }
    assert client.get("/api/v1/suggest/").json() == {"results": []}


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        (f"{LIST}?year=abc", "year"),
        (f"{LIST}?page=0", "page"),
        (f"{LIST}?page=2", "page"),
        (f"{LIST}?page=2000000000", "page"),
        (f"{LIST}?size=0", "size"),
        (f"{LIST}?sort=x", "sort"),
        (f"{LIST}?country=Kenya", "country"),
        (f"{LIST}?cursor=AAAA", "cursor"),
        (f"{LIST}?lang=xx", "lang"),
        (f"{LIST}?page=x&page=1", "page"),
        (f"{LIST}?q=a&q=b", "q"),
        (f"{LIST}1/?lang=xx", "lang"),
        ("/api/v1/suggest/?lang=%00", "lang"),
    ],
)
def test_what_cannot_be_read_is_a_400_that_names_the_parameter(client, bilingual, address, parameter):
    response = client.get(address)

    problem = response.json()
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert (problem["status"], problem["title"], problem["parameter"]) == (400, "Bad Request", parameter)
    assert parameter in problem["detail"]


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/api/v1/nothing/", 404),
        ("get", "/api/", 404),
        ("get", "/api/v2/projects/", 404),
        ("post", LIST, 405),
        ("delete", f"{LIST}1/", 405),
    ],
)
def test_every_error_below_api_is_a_problem_document(client, shelf, method, address, status):
    response = getattr(client, method)(address)

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status


def test_a_method_that_is_not_allowed_names_those_that_are(client, shelf):
    assert client.post(LIST)["Allow"] == "GET, HEAD"


def test_an_engine_that_rests_is_a_503(client, shelf, monkeypatch):
    monkeypatch.setattr(service, "engine", unavailable)

    response = client.get(LIST)

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response.json()["title"] == "Service Unavailable"


def test_our_own_mistake_is_a_problem_document_without_details(client, shelf, monkeypatch):
    monkeypatch.setattr(service, "search", mistake)
    client.raise_request_exception = False

    response = client.get(LIST)

    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in response.content.decode()


def test_answers_set_no_cookie_and_an_unchanged_one_is_a_304(client, bilingual):
    response = client.get(LIST)

    assert response.cookies == {}
    assert client.get(LIST, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_the_description_lists_every_parameter_and_there_is_no_page_of_documentation(client, db):
    description = json.loads(client.get("/api/v1/openapi.json").content)

    names = [one["name"] for one in description["paths"]["/api/v1/projects/"]["get"]["parameters"]]
    assert names == [
        "q", "year", "action_line", "region", "country", "sdg", "stakeholder", "organisation", "status", "language",
        "prize", "kind", "year_from", "year_to", "sort", "page", "size", "cursor", "lang", "as_of",
    ]  # fmt: skip
    assert client.get("/api/v1/docs/").status_code == 404


@pytest.mark.parametrize("records", [1, 3])
def test_a_list_costs_two_queries(client, shelf, drain, records, django_assert_num_queries, still_memory):
    facets = make_document("1").facets | {"organisation": ("ministry",)}
    shelf.put(*(make_document(f"{number}", facets=facets) for number in range(records)))
    drain()
    client.get(LIST)

    with django_assert_num_queries(2):
        assert client.get(LIST).json()["count"] == records


@pytest.mark.parametrize("address", [LIST, "/api/v1/suggest/"])
def test_200_hostile_queries_get_an_answer(client, bilingual, address):
    wrong = []
    for query in QUERIES:
        response = client.get(f"{address}?{query}")
        if response.status_code == 400 and response["Content-Type"] == "application/problem+json":
            continue
        if response.status_code != 200:
            wrong.append((response.status_code, query[:80]))
    assert wrong == []


def unavailable():
    raise EngineUnavailable("down")


def mistake(request):
    raise RuntimeError("secret")
