"""What holds for every operation: what a client accepts, HEAD, 304, the language of problems."""

import pytest

from tests.search.conftest import make_document

LIST = "/api/v1/projects/"
ADDRESSES = (LIST, f"{LIST}1/", "/api/v1/suggest/?q=rural", "/api/v1/openapi.json")


@pytest.fixture(autouse=True)
def one_record(shelf, drain):
    shelf.put(make_document("1", "Rural telemedicine"))
    drain()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unchanged_answer_is_a_304(client, address):
    tag = client.get(address)["ETag"]

    response = client.get(address, headers={"if-none-match": tag})

    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("address", [*ADDRESSES, f"{LIST}?year=x", f"{LIST}none/", "/api/v1/none/"])
def test_head_answers_as_get_without_the_body(client, address):
    got, head = client.get(address), client.head(address)

    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head["Content-Length"] == str(len(got.content))
    assert (head["Content-Type"], head.get("ETag")) == (got["Content-Type"], got.get("ETag"))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", ADDRESSES[:3])
def test_other_methods_are_refused_with_those_that_are_allowed(client, method, address):
    response = getattr(client, method)(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("text/html, application/*;q=0.5", 200),
        ("", 200),
        ("text/html", 406),
        ("application/xml", 406),
    ],
)
def test_who_accepts_no_json_is_told_so(client, accept, status):
    response = client.get(LIST, headers={"accept": accept})

    assert response.status_code == status
    if status == 406:
        assert response["Content-Type"] == "application/problem+json"


def test_a_problem_speaks_the_language_that_was_asked_for(client):
    french = client.get(f"{LIST}?year=x&lang=fr").json()["detail"]
    english = client.get(f"{LIST}?year=x", headers={"accept-language": "fr"}).json()["detail"]

    assert english == "The parameter year cannot be read: a year has four digits."
    assert french != english


@pytest.mark.parametrize("id", ["%00", "%0A", "a" * 65])
def test_what_cannot_be_an_id_is_not_there(client, id):
    assert client.get(f"{LIST}{id}/").status_code == 404
