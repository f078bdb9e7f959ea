"""A reader asks for a translation: on a page without JavaScript, at a rate, once for each address."""

import re

import pytest
from django.test import Client

from cms.moderation import actions
from cms.translation_desk.models import ReaderRequest
from cms.translation_desk.queue.reader_views import ASKS_A_MINUTE
from tests.factories import ProjectFactory, fresh, person, published
from tests.translation_desk.queue.standings import translated

pytestmark = pytest.mark.usefixtures("repository")


def address(original, language="fr"):
    return f"/{language}/stocktaking/record/{original.record_id}/translation/"


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_record_leads_to_the_form_where_the_language_is_missing(original, client):
    record = f"/fr/stocktaking/record/{original.record_id}/"

    assert f'href="{address(original)}"' in client.get(record).content.decode()
    assert "/translation/" not in client.get(original.url_path).content.decode()


def test_a_wish_with_an_address(original):
    client = Client(enforce_csrf_checks=True)
    form = client.get(address(original, "es")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form).group(1)
    assert 'name="robots" content="noindex"' in form

    response = client.post(
        address(original, "es"), {"email": "ana@example.org", "csrfmiddlewaretoken": token}, follow=True
    )

    assert response.redirect_chain == [(f"{address(original, 'es')}thanks/", 302)]
    assert 'role="status"' in response.content.decode()
    row = ReaderRequest.objects.get()
    assert (row.translation_key, row.language, row.email) == (
        original.translation_key,
        "es",
        "ana@example.org",
    )


def test_what_is_wrong_with_an_address_is_tied_to_its_field(original, client):
    body = client.post(address(original), {"email": "ana"}).content.decode()

    about = re.search(r'<input type="email"[^>]* aria-describedby="([^"]+)"', body).group(1)
    assert f'id="{about}"' in body


def test_a_form_of_another_site_is_refused(original):
    client = Client(enforce_csrf_checks=True)

    assert client.post(address(original), {"email": "ana@example.org"}).status_code == 403
    assert not ReaderRequest.objects.exists()


def test_a_wish_without_an_address(original, client):
    client.post(address(original))
    client.post(address(original), {"email": ""})

    assert ReaderRequest.objects.get().times == 2


def test_what_is_no_address_is_said_in_place(original, client):
    response = client.post(address(original, "en").replace("/en/", "/fr/"), {"email": "nobody"})

    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert not ReaderRequest.objects.exists()


def test_a_record_that_can_be_read_already_is_shown_instead(original, client, translator):
    page = published(translated(original, translator))

    for language, there in (("fr", page), ("en", original)):
        for response in (client.get(address(original, language)), client.post(address(original, language))):
            assert response.headers["Location"] == there.url_path
    assert not ReaderRequest.objects.exists()


def test_a_record_in_a_language_of_its_own_is_not_asked_for_in_that_of_its_tree(client):
    """A text outside the six languages is filed under English: a page for English words would have no place."""
    original = published(ProjectFactory(title="Madaktari", original_language="sw"))
    record = client.get(f"/en/stocktaking/record/{original.record_id}/", follow=True)

    assert "Swahili" in text(record)
    assert address(original, "en") not in record.content.decode()
    assert client.post(address(original, "en")).headers["Location"] == original.url_path
    assert not ReaderRequest.objects.exists()


def test_what_is_not_public_is_not_found(original, client):
    assert client.get("/fr/stocktaking/record/4711/translation/").status_code == 404
    actions.unpublish(page=original, by=person("moderator"), reason="By mistake.")
    assert client.get(address(original)).status_code == 404
    assert client.post(address(original)).status_code == 404


def test_an_archived_record_is_not_asked_for(original, client):
    actions.archive(page=original, by=person("moderator"), reason="It ended.")

    assert client.post(address(original)).headers["Location"] == fresh(original).url_path
    assert not ReaderRequest.objects.exists()


def test_so_many_wishes_a_minute(original, client, settings, tmp_path):
    settings.API_RATE, settings.API_COUNTS = 120, tmp_path / "rates.sqlite3"

    statuses = [client.post(address(original)).status_code for _wish in range(ASKS_A_MINUTE + 1)]

    assert set(statuses[:-1]) == {302}
    assert statuses[-1] == 429
    assert ReaderRequest.objects.get().times == ASKS_A_MINUTE


def test_the_thanks_say_what_happens(original, client):
    response = client.get(f"{address(original)}thanks/")

    assert response.status_code == 200
    assert "<form" not in response.content.decode().split("<main")[1]
