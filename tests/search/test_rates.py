"""How often an address may ask: the API, files and feeds; all processes of a server count together."""

import os

import pytest

from search import counts
from search.rates import Allowance
from tests.search.conftest import make_document

LIST = "/api/v1/projects/"
OUTLETS = {
    "files": [f"/en/stocktaking/export.{format}" for format in ("csv", "xlsx", "json")],
    "feeds": [f"/en/stocktaking/feed.{format}" for format in ("atom", "json")],
}
RATES = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
REFUSAL = "There were more requests from your address than 5 in this minute. Wait a minute, then ask again."


@pytest.fixture(autouse=True)
def one_record(shelf, drain):
    shelf.put(make_document("1", "Rural telemedicine"))
    drain()


@pytest.fixture
def five_a_minute(settings, tmp_path, time_machine):
    settings.API_RATE = 5
    settings.API_COUNTS = tmp_path / "rates.sqlite3"
    time_machine.move_to("2026-03-01T12:00:45Z", tick=False)
    yield time_machine
    counts.close()


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
    assert response.json()["detail"] == REFUSAL
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


@pytest.mark.parametrize(("scope", "addresses"), OUTLETS.items(), ids=OUTLETS.keys())
def test_files_and_feeds_have_the_same_limit_each_by_itself(client, five_a_minute, scope, addresses):
    for address in (addresses * 3)[:5]:
        assert told(ended(client.get(address)))[0] == 200

    refused = [client.get(address) for address in addresses]

    assert {told(response) for response in refused} == {(429, 5, 0, 15)}
    assert {(response.content.decode(), response["Retry-After"]) for response in refused} == {(REFUSAL, "15")}
    assert {response["Content-Type"] for response in refused} == {"text/plain; charset=utf-8"}
    (other,) = OUTLETS.keys() - {scope}
    assert told(ended(client.get(OUTLETS[other][0]))) == (200, 5, 4, 15)
    assert told(client.get(LIST)) == (200, 5, 4, 15)


def test_an_unchanged_feed_and_a_refused_file_tell_what_is_left(client, five_a_minute):
    feed = OUTLETS["feeds"][0]
    tag = client.get(feed)["ETag"]

    assert told(client.get(feed, headers={"if-none-match": tag})) == (304, 5, 3, 15)
    assert told(client.get(f"{OUTLETS['files'][0]}?year=x")) == (400, 5, 4, 15)


def test_processes_count_together(five_a_minute, settings):
    counts.count(settings.API_COUNTS, 1, "key")
    if not (child := os.fork()):
        counts.count(settings.API_COUNTS, 1, "key")
        os._exit(0)
    os.waitpid(child, 0)

    assert counts.count(settings.API_COUNTS, 1, "key") == 3


def test_a_new_minute_forgets_the_one_before(five_a_minute, settings):
    numbers = [counts.count(settings.API_COUNTS, minute, "key") for minute in (1, 1, 2, 1)]

    assert numbers == [1, 2, 1, 1]


def test_the_file_of_counts_holds_no_address(client, five_a_minute, settings):
    client.get(LIST, REMOTE_ADDR="192.0.2.77")
    counts.close()

    assert b"192.0.2.77" not in settings.API_COUNTS.read_bytes()


def test_a_request_that_cannot_be_counted_is_answered(client, five_a_minute, settings, tmp_path):
    settings.API_COUNTS = tmp_path

    response = client.get(LIST)

    assert (response.status_code, [name for name in RATES if name in response.headers]) == (200, [])


def ended(response):
    """Return an answer read to its end."""
    response.getvalue()
    return response
