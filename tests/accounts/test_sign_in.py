"""One door: e-mail and password at /accounts/login/, whatever address somebody knocks at."""

import re

import pytest
from allauth.urls import urlpatterns as allauth_urls
from django.test import Client
from django.urls import URLPattern, URLResolver

from cms.accounts.urls import CLOSED
from cms.mail.models import OutgoingMail
from tests.accounts.conftest import PASSWORD

OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
}


def named(patterns: list[URLPattern | URLResolver], prefix: str = "") -> dict[str, str]:
    """Return name -> address of every pattern, includes and all."""
    found: dict[str, str] = {}
    for pattern in patterns:
        address = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            found |= named(pattern.url_patterns, address)
        else:
            found[pattern.name] = address
    return found


def test_every_address_of_allauth_is_open_or_closed_on_purpose():
    open_names = {name for name, address in named(allauth_urls).items() if not address.startswith(CLOSED)}
    assert open_names == OPEN


@pytest.mark.parametrize("address", [*CLOSED, "confirm-email/abc:def/", "signup/passkey/"])
def test_what_is_closed_is_not_there(address, client: Client):
    assert client.get(f"/accounts/{address}").status_code == 404
    assert client.post(f"/accounts/{address}").status_code == 404


def test_staff_land_in_the_admin(sign_in, moderator):
    assert sign_in(moderator.email).headers["Location"] == "/admin/"


def test_the_case_of_an_address_does_not_matter(sign_in, moderator):
    assert sign_in("M.Keita@Example.org").headers["Location"] == "/admin/"


def test_others_land_on_the_home_page(sign_in, outsider):
    assert sign_in(outsider.email).headers["Location"] == "/"


def test_a_user_name_does_not_sign_in(sign_in, moderator):
    assert sign_in(moderator.username).status_code == 200


def test_people_without_a_role_are_led_from_the_admin_to_the_form_and_not_in_circles(client, outsider):
    client.force_login(outsider)
    response = client.get("/admin/", follow=True)
    assert [url for url, _status in response.redirect_chain] == ["/accounts/login/?next=/admin/"]
    assert response.status_code == 200


def test_signing_in_leads_on_to_the_page_that_was_asked_for(client: Client, moderator):
    form = client.get("/admin/reports/site-history/").headers["Location"]
    assert form == "/accounts/login/?next=/admin/reports/site-history/"
    response = client.post(
        "/accounts/login/",
        {"login": moderator.email, "password": PASSWORD, "next": "/admin/reports/site-history/"},
    )
    assert response.headers["Location"] == "/admin/reports/site-history/"


def test_signing_in_does_not_lead_off_the_site(client: Client, moderator):
    response = client.post(
        "/accounts/login/", {"login": moderator.email, "password": PASSWORD, "next": "https://example.com/"}
    )
    assert response.headers["Location"] == "/admin/"


def test_the_form_says_nothing_of_registering(client: Client):
    page = client.get("/accounts/login/").content.decode()
    assert "signup" not in page
    assert "Accounts are created by an administrator." in page


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/admin/login/", "/accounts/login/"),
        ("/admin/login/?next=/admin/pages/", "/accounts/login/?next=%2Fadmin%2Fpages%2F"),
        ("/admin/password_reset/", "/accounts/password/reset/"),
        ("/admin/password_reset/confirm/MQ/abc-def/", "/accounts/password/reset/"),
        ("/admin/password_reset/complete/", "/accounts/password/reset/"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_doors_lead_to_ours(address, leads_to, method, client: Client, moderator):
    data = {"username": moderator.email, "password": PASSWORD}
    response = getattr(client, method)(address, *([data] if method == "post" else []))
    assert response.headers["Location"] == leads_to
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_form(client: Client, moderator):
    client.force_login(moderator)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/accounts/logout/").headers["Location"] == "/accounts/login/"
    assert "_auth_user_id" not in client.session


def test_a_new_password_by_mail(client: Client, sign_in, moderator):
    client.post("/accounts/password/reset/", {"email": moderator.email})
    text = OutgoingMail.objects.get().body
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", text)[1]
    form = client.get(link).headers["Location"]
    client.post(form, {"password1": "a quite different phrase", "password2": "a quite different phrase"})
    assert "_auth_user_id" not in client.session
    assert sign_in(moderator.email, "a quite different phrase").headers["Location"] == "/admin/"


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(client: Client, moderator):
    known = client.post("/accounts/password/reset/", {"email": moderator.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert [mail.to for mail in OutgoingMail.objects.all()] == [moderator.email]


def test_wagtails_account_page_offers_our_pages_and_no_password_form(client: Client, moderator):
    client.force_login(moderator)
    page = client.get("/admin/account/").content.decode()
    assert "/accounts/password/change/" in page
    assert "/accounts/2fa/" in page
    assert "old_password" not in page
    assert "name_email-email" not in page


def test_changing_the_password_asks_for_the_old_one(client: Client, moderator):
    client.force_login(moderator)
    client.post(
        "/accounts/password/change/",
        {"oldpassword": "wrong", "password1": "another good phrase", "password2": "another good phrase"},
    )
    moderator.refresh_from_db()
    assert moderator.check_password(PASSWORD)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_the_form_speaks_the_readers_language(language, client: Client):
    response = client.get("/accounts/login/", headers={"accept-language": language})
    assert f'<html lang="{language}"' in response.content.decode()
