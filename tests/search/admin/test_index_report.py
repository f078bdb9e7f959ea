"""The report on the index: who sees it, what it says, and trying parked records again."""

import pytest
from django.urls import reverse

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import outbox, worker
from search.models import OutboxRow, Upkeep
from tests.factories import person
from tests.search.conftest import make_document

REPORT = "/admin/reports/search/"

pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def operator(client):
    client.force_login(person("administrator"))
    return client


@pytest.fixture
def poisoned(shelf):
    """One record in the index and two that cannot be built."""
    shelf.put(make_document("a"), make_document("poison"), make_document("venom"))
    shelf.unbuildable = {"poison", "venom"}
    worker.drain()
    return shelf


def figures(client) -> dict[str, str]:
    return {figure.label: figure.value for figure in client.get(REPORT).context["figures"]}


@pytest.mark.parametrize("role", ["moderator", "secretariat", "translator:fr", "auditor", "author"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_administrators_pass_the_door(client, poisoned, role, method):
    client.force_login(person(role))

    response = getattr(client, method)(REPORT)

    assert response.status_code == 302
    assert response.headers["Location"] == reverse("wagtailadmin_home")
    assert outbox.due(10) == {}


def test_the_menu_leads_there(operator):
    assert REPORT in operator.get("/admin/").content.decode()


def test_it_says_how_the_index_is(operator, poisoned):
    health = service.engine().health()
    assert figures(operator) == {
        "Search engine": health.detail,
        "Index in use": health.generation,
        "Records in the index": "1",
        "Records waiting to be indexed": "2",
        "Records that cannot be indexed": "2",
        "Longest wait": "0 seconds",
        "Last check for changes": "never",
        "Last update of the spelling dictionary": "never",
        "Last comparison of index and database": "never",
    }


def test_it_says_when_upkeep_was_last_done(operator, shelf):
    Upkeep.note(Upkeep.Work.REFRESHED)

    moments = {figure.label: figure.moment for figure in operator.get(REPORT).context["figures"]}

    assert moments["Last update of the spelling dictionary"] == Upkeep.objects.get().done_at


def test_an_engine_that_is_down_is_told(operator, shelf, monkeypatch):
    monkeypatch.setattr(service, "engine", unavailable)

    assert figures(operator)["Search engine"] == "It does not answer: no route"


def test_parked_records_are_listed_with_their_reason(operator, poisoned):
    response = operator.get(REPORT)

    rows = [(row.document_id, row.last_error, row.attempts) for row in response.context["table"].data]
    reason = "ValueError('cannot build {}')"
    assert rows == [(id, reason.format(id), 1) for id in ("poison", "venom")]
    assert '"/id/poison"' in response.content.decode()


@pytest.mark.parametrize(("sent", "tried"), [({"record": "poison"}, ["poison"]), ({}, ["poison", "venom"])])
def test_a_record_or_all_are_tried_again(operator, poisoned, sent, tried):
    response = operator.post(REPORT, sent, follow=True)

    assert sorted(outbox.due(10)) == tried
    assert [str(message) for message in response.context["messages"]] != []
    poisoned.unbuildable = set()
    assert worker.drain().written == len(tried)


def test_a_record_that_was_mended_meanwhile_is_left_alone(operator, poisoned):
    poisoned.unbuildable = set()
    outbox.try_again(outbox.parked())
    worker.drain()

    operator.post(REPORT, {"record": "poison"})

    assert OutboxRow.objects.filter(attempts__gt=0).count() == 0
    assert outbox.due(10) == {}


@pytest.mark.parametrize("parked", [1, 3])
def test_the_report_costs_the_same_whatever_is_parked(operator, shelf, parked, django_assert_max_num_queries):
    shelf.put(*(make_document(f"{number}") for number in range(parked)))
    shelf.unbuildable = set(shelf.documents)
    worker.drain()
    operator.get(REPORT)

    with django_assert_max_num_queries(16):
        operator.get(REPORT)


def unavailable():
    raise EngineUnavailable("no route")
