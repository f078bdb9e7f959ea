"""The page on which editors ask for translations: counted first, then saved."""

import re

import pytest

from cms.taxonomy.models import Term
from cms.translation_desk.models import TranslationRequest
from cms.translation_desk.queue.selection import Selection, originals_in
from tests.factories import PrizeEntryFactory, person, published
from tests.translation_desk.queue.standings import record, translated

pytestmark = pytest.mark.usefixtures("repository")

REQUESTS = "/admin/translations/requests/"


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def client(moderator, signed_in):
    return signed_in(moderator)


@pytest.fixture
def repository_of_three():
    """A project in Kenya on e-health, another of another year's call, and an entry."""
    kenya, health = (
        Term.objects.get(vocabulary=vocabulary, code=code)
        for vocabulary, code in (("country", "KE"), ("action_line", "c7-e-health"))
    )
    record("Clinic", countries=[kenya], action_lines=[health])
    record("School")
    published(PrizeEntryFactory(title="Entry"))


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, {"Clinic", "School", "Entry"}),
        ({"year": 2019}, {"Clinic", "School"}),
        ({"year": 2024}, {"Entry"}),
        ({"year": 1999}, set()),
        ({"kind": "prizes_pages.prizeentrypage"}, {"Entry"}),
        ({"country": "KE"}, {"Clinic"}),
        ({"country": "FR"}, set()),
        ({"action_line": "c7-e-health"}, {"Clinic"}),
        ({"action_line": "c7"}, {"Clinic"}),
        ({"action_line": "c1"}, set()),
        ({"year": 2019, "country": "KE"}, {"Clinic"}),
        ({"record_id": "nothing"}, set()),
    ],
)
def test_which_records_a_selection_means(conditions, found, repository_of_three):
    assert {page.title for page in originals_in(Selection(**conditions))} == found


def test_a_selection_of_one_record(original):
    record("Another")

    assert [page.pk for page in originals_in(Selection(record_id=original.record_id))] == [original.pk]


def test_it_counts_before_it_asks(client, moderator, translator):
    for title in ("One", "Two"):
        record(title)
    published(translated(record("Three"), translator))
    wanted = {"year": "2019", "languages": ["fr", "es"], "due": "2099-01-31", "note": "For the forum."}

    counted = client.post(REQUESTS, wanted)

    assert not TranslationRequest.objects.exists()
    assert "Français: 2 records" in text(counted)
    assert "Español: 3 records" in text(counted)
    assert "Ask for 5 translations" in text(counted)

    asked = client.post(REQUESTS, wanted | {"confirmed": "5"}, follow=True)

    assert "5 translations are asked for." in text(asked)
    rows = TranslationRequest.objects.values_list("language", "note", "requested_by")
    assert sorted(rows) == sorted(
        [("fr", "For the forum.", moderator.pk)] * 2 + [("es", "For the forum.", moderator.pk)] * 3
    )
    assert "0 of 5" in text(asked)


def test_what_changed_since_it_was_counted_is_counted_again(client):
    record("One")
    client.post(REQUESTS, {"year": "2019", "languages": ["fr"]})
    record("Two")

    response = client.post(REQUESTS, {"year": "2019", "languages": ["fr"], "confirmed": "1"})

    assert not TranslationRequest.objects.exists()
    assert "Ask for 2 translations" in text(response)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"languages": ["fr"]}, "Say which records"),
        ({"year": "2019"}, "This field is required."),
        ({"year": "2019", "languages": ["xx"]}, "Select a valid choice."),
        ({"year": "2019", "languages": ["fr"], "due": "2020-01-01"}, "That day is over."),
    ],
)
def test_what_is_wrong_is_said(wanted, said, client):
    response = client.post(REQUESTS, wanted | {"confirmed": "1"})

    assert response.status_code == 400
    assert said in text(response)


def test_nothing_to_ask_for_is_said(client):
    response = client.post(REQUESTS, {"record_id": "4711", "languages": ["fr"], "confirmed": "0"})

    assert "There is nothing to ask for" in text(response)


def test_asking_no_more(client, original):
    client.post(REQUESTS, {"year": "2019", "languages": ["fr"], "confirmed": "1"})

    response = client.post(REQUESTS, {"withdraw": "2019"}, follow=True)

    assert "1 translation is no longer asked for." in text(response)
    assert not TranslationRequest.objects.exists()


def test_a_name_that_nothing_is_kept_under_withdraws_nothing(client, original):
    client.post(REQUESTS, {"year": "2019", "languages": ["fr"], "confirmed": "1"})

    assert client.post(REQUESTS, {"withdraw": "2019\0"}).status_code == 400
    assert TranslationRequest.objects.count() == 1


@pytest.mark.parametrize("role", ["translator:fr", "reviewer:fr", "secretariat", "auditor", "author"])
def test_only_moderators_and_administrators_ask(role, original, signed_in):
    client = signed_in(person(role))

    for response in (
        client.get(REQUESTS),
        client.post(REQUESTS, {"year": "2019", "languages": ["fr"], "confirmed": "1"}),
        client.post(REQUESTS, {"withdraw": "2019"}),
    ):
        assert response.status_code in (302, 403)
    assert not TranslationRequest.objects.exists()
