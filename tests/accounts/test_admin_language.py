"""The admin speaks the language of the account, where it refuses too."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from wagtail.users.models import UserProfile

from tests.factories import person

REFUSED = "عذرًا، ليس لديك صلاحية للوصول إلى هذه المنطقة."


@pytest.fixture
def arabic(client: Client, repository):
    """A translator who has chosen Arabic, in a browser that asks for English."""
    translator = person("translator:ar")
    UserProfile.objects.create(user=translator, preferred_language="ar")
    client.force_login(translator)
    return client


def refusals(response):
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    "door",
    [
        "/admin/translations/texts/es/",
        "/admin/translations/?language=es",
        "/admin/mail/templates/",
        "/admin/reports/locked/",
        "/admin/users/",
    ],
)
def test_a_refusal_is_in_the_language_of_the_account(door, arabic):
    response = arabic.get(door, headers={"Accept-Language": "en"})

    assert response.status_code == 302
    assert refusals(response) == [REFUSED]


def test_elsewhere_the_address_and_the_browser_decide(arabic):
    response = arabic.get("/accounts/2fa/", headers={"Accept-Language": "fr"})
    assert response.headers["Content-Language"] == "fr"
    assert ' lang="fr"' in arabic.get("/fr/").content.decode()


def test_without_a_choice_the_browser_decides(client: Client, repository):
    client.force_login(person("translator:ar"))
    response = client.get("/admin/reports/locked/", headers={"Accept-Language": "ar"})
    assert refusals(response) == [REFUSED]
