"""While the engine is down: an honest answer in time, a way on, and nothing lost when it is back."""

from dataclasses import dataclass

import pytest

from search import budget, service
from search.engines.base import EngineUnavailable
from search.indexing import outbox, upkeep, worker
from search.types import Health, Operation, SearchRequest, SearchResult
from tests.factories import ProjectFactory, published
from tests.search.conftest import make_document
from tests.search.stores import store

PAGE = "/en/stocktaking/"
LIST = "/api/v1/projects/"

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def place(shelf, drain):
    """Where an engine has one record, and that may fail."""
    shelf.put(make_document("1", "Rural telemedicine"))
    drain()
    return store()


@pytest.mark.parametrize("query", ["", "q=telemedicine", "q=nothing+has+this", "country=FR"])
@pytest.mark.parametrize("fate", ["break_down", "lose"])
def test_the_search_page_says_so_and_offers_browsing(client, place, fate, query):
    getattr(place, fate)()

    response = client.get(f"{PAGE}?{query}")

    page = response.context["search"]
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert page.heading == "Search is resting"
    assert [link.label for link in page.browse] == ["2019"]


def test_the_charts_offer_browsing_too(client, place):
    place.break_down()

    response = client.get(f"{PAGE}charts/?q=telemedicine")

    assert response.status_code == 503
    assert 'href="/en/stocktaking/2019/"' in response.content.decode()


@pytest.mark.parametrize("address", [LIST, f"{LIST}?q=telemedicine", "/api/v1/suggest/?q=rural"])
@pytest.mark.parametrize("fate", ["break_down", "lose"])
def test_the_api_answers_503_with_a_problem_document(client, place, fate, address):
    getattr(place, fate)()

    response = client.get(address)

    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert response["Retry-After"] == "30"
    assert response.json()["title"] == "Service Unavailable"


def test_a_single_record_of_the_api_needs_no_engine(client, place):
    place.break_down()

    assert client.get(f"{LIST}1/").json()["title"] == "Rural telemedicine"


def test_home_and_record_pages_stand_without_the_engine(client, index):
    record = published(ProjectFactory(title="Rural telemedicine"))
    service.engine().health()
    store().break_down()

    home, page = client.get("/en/"), client.get(record.url)

    assert (home.status_code, page.status_code) == (200, 200)
    assert "Search is resting" in home.content.decode()
    assert "Similar records" not in page.content.decode()


def test_what_was_published_and_withdrawn_meanwhile_is_right_after_recovery(shelf, place, find, drain):
    shelf.put(make_document("2", "Village radio"))
    drain()
    place.break_down()
    shelf.put(make_document("3", "Solar school"))
    shelf.take("2")
    with pytest.raises(EngineUnavailable):
        worker.drain()

    place.recover()
    drain()

    assert sorted(find()) == ["1", "3"]


def test_a_lost_index_is_filled_as_a_whole_before_it_answers(shelf, place, find, drain):
    place.lose()

    upkeep.Caretaker().after(changes=0)

    assert find() == ["1"]


def test_a_lost_index_is_an_outage_also_while_a_change_waits(shelf, place):
    place.lose()
    shelf.put(make_document("1", "Rural telemedicine, changed"))

    with pytest.raises(EngineUnavailable):
        service.search(SearchRequest(text="telemedicine"))


def test_the_last_record_withdrawn_leaves_an_empty_list_before_the_worker_has_noted_it(shelf, place):
    shelf.take("1")
    service.engine().apply([Operation(id, version, None) for id, version in outbox.due(1).items()])

    assert service.search(SearchRequest(text="telemedicine")).count == 0


@dataclass
class SlowEngine:
    """Takes a second for everything, by the test's clock."""

    clock: list[float]
    asked: int = 0

    def search(self, request):
        self.asked += 1
        self.clock[0] += 1
        return SearchResult(count=0, count_is_exact=True, hits=())

    def health(self):
        return Health(ok=True, documents=1, generation="1")


@pytest.fixture
def slow(monkeypatch):
    clock = [100.0]
    engine = SlowEngine(clock)
    monkeypatch.setattr("search.budget.time.monotonic", lambda: clock[0])
    monkeypatch.setattr(service, "engine", lambda: engine)
    return engine


def test_a_request_asks_no_more_once_its_time_is_over(client, slow):
    response = client.get(f"{PAGE}?q=rural&country=KE&sdg=3&status=ongoing&year_from=2001")

    assert (response.status_code, slow.asked) == (200, 2)
    assert response.context["search"].help.loosen == ()


def test_without_time_nothing_is_asked(slow):
    with budget.shared(0), pytest.raises(EngineUnavailable):
        service.suggest("rural", "en")

    assert slow.asked == 0


def test_every_request_has_time_of_its_own(client, slow):
    for _ in range(3):
        client.get(f"{LIST}?q=rural")

    assert slow.asked == 3
