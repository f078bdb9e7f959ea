"""What cannot be taken is answered by the site's own page, in the reader's language."""

import pytest
from django.test import Client

from tests.factories import person

pytestmark = pytest.mark.usefixtures("repository")
IN_FRENCH = "Ce qui a été envoyé ne peut pas être accepté"


@pytest.mark.parametrize("address", ["/fr/stocktaking/", "/accounts/login/", "/admin/desk/waiting/"])
def test_a_forged_form_is_answered_by_a_page_of_the_site(address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("moderator"))

    response = client.post(address, {"q": "x"})

    assert response.status_code == 403
    assert response.templates[0].name == "refused.html"


def test_it_speaks_the_readers_language():
    forged = Client(enforce_csrf_checks=True).post("/fr/stocktaking/", {"q": "x"})

    assert IN_FRENCH in forged.content.decode()


def test_a_form_too_large_is_answered_by_a_page_of_the_site(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    client.force_login(person("moderator"))

    response = client.post("/admin/desk/waiting/", {"q": "x" * 200})

    assert response.status_code == 400
    assert response.templates[0].name == "refused.html"


def test_a_host_that_is_not_ours_has_no_page(client):
    assert client.get("/en/", headers={"host": "evil.example"}).status_code == 400
