"""What holds for every operation: rates, what a client accepts, HEAD, 304, the language of problems."""

import pytest
from django.core.cache import caches

from search.api import rates
from search.api.rates import Allowance
from tests.search.conftest import make_document

LIST = "/api/v1/projects/"
ADDRESSES = (LIST, f"{LIST}1/", "/api/v1/suggest/?q=rural", "/api/v1/openapi.json")
RATES = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


@pytest.fixture(autouse=True)
def one_record(shelf, drain):
    shelf.put(make_document("1", "Rural telemedicine"))
    drain()


@pytest.fixture
def five_a_minute(settings, time_machine):
    settings.API_RATE = 5
    caches[rates.CACHE].clear()
    time_machine.move_to("2026-03-01T12:00:45Z", tick=False)
    return time_machine


def told(response) -> tuple[int, ...]:
    return (response.status_code, *(int(response[name]) for name in RATES))


def test_every_answer_tells_what_is_left(client, five_a_minute):
    assert [told(client.get(LIST)) for _ in range(2)] == [(200, 5, 4, 15), (200, 5, 3, 15)]


def test_who_asks_too_often_is_told_when_to_come_back(client, five_a_minute):
    for _ in range(5):
        client.get(LIST)

    response = client.get(LIST)

    assert told(response) == (429, 5, 0, 15)
    assert (response["Retry-After"], response["Content-Type"]) == ("15", "application/problem+json")
    assert response.json()["detail"] == "There were more requests from your address than 5 in this minute."
    five_a_minute.shift(15)
    assert told(client.get(LIST)) == (200, 5, 4, 60)


def test_every_address_is_counted_by_itself_and_suggestions_apart(client, five_a_minute):
    for _ in range(6):
        client.get(LIST)

    assert told(client.get(LIST, REMOTE_ADDR="192.0.2.7"))[0] == 200
    assert told(client.get("/api/v1/suggest/")) == (200, 25, 24, 15)


def test_only_what_our_own_proxies_wrote_is_an_address(client, five_a_minute, settings):
    def forwarded(*addresses):
        return client.get(LIST, headers={"x-forwarded-for": ", ".join(addresses)}).status_code

    assert [forwarded(f"192.0.2.{number}") for number in range(6)] == [200] * 5 + [429]
    settings.PROXY_COUNT = 1
    assert [forwarded("192.0.2.1", f"198.51.100.{number}") for number in range(6)] == [200] * 6


def test_an_unchanged_answer_and_a_refusal_tell_it_too(client, five_a_minute):
    tag = client.get(LIST)["ETag"]

    assert told(client.get(LIST, headers={"if-none-match": tag})) == (304, 5, 3, 15)
    assert told(client.get(f"{LIST}?year=x")) == (400, 5, 2, 15)


def test_without_a_limit_nothing_is_counted(client):
    assert [name for name in RATES if name in client.get(LIST).headers] == []


def test_a_spent_allowance_says_when_to_come_back():
    assert Allowance(limit=5, used=5, seconds=3).headers().get("Retry-After") is None
    assert Allowance(limit=5, used=9, seconds=3).headers()["Retry-After"] == "3"


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
