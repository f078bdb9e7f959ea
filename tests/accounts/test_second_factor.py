"""A second factor: ready for everybody, and where it is required nobody acts as staff without one."""

import pytest
from allauth.mfa.utils import is_mfa_enabled
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client

from cms.accounts.middleware import SecondFactorMiddleware
from cms.accounts.second_factor import owes_second_factor
from cms.accounts.setup import ensure_focal_point_groups
from tests.accounts.conftest import PASSWORD, code_now, with_second_factor
from tests.factories import person


@pytest.fixture
def required(settings) -> None:
    settings.MFA_REQUIRED = True


def test_without_one_the_admin_leads_to_its_setting_up(required, client: Client, moderator):
    client.force_login(moderator)
    assert client.get("/admin/").headers["Location"] == "/accounts/2fa/"
    assert client.post("/admin/pages/1/edit/").headers["Location"] == "/accounts/2fa/"
    page = client.get("/accounts/2fa/").content.decode()
    assert "Your work here needs a second factor." in page
    assert 'href="/admin/"' not in page


@pytest.mark.parametrize("role", ["administrator", "translator:fr", "focal-point:KE", "auditor", "author"])
def test_it_is_asked_of_every_role(role, required, repository):
    somebody = person()
    assert not owes_second_factor(somebody)
    ensure_focal_point_groups(["KE"])
    assert owes_second_factor(person(role))


def test_it_is_asked_of_superusers(required, repository):
    assert owes_second_factor(person(is_superuser=True))


def test_where_it_is_not_required_nobody_owes_one(settings, moderator):
    settings.MFA_REQUIRED = False
    assert not owes_second_factor(moderator)


def test_with_one_the_code_opens_the_admin(required, client: Client, sign_in, moderator):
    secret = with_second_factor(moderator)
    assert sign_in(moderator.email).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302
    assert (
        client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)}).headers["Location"]
        == "/admin/"
    )
    assert client.get("/admin/").status_code == 200


def test_the_password_alone_signs_nobody_in(client: Client, sign_in, moderator):
    with_second_factor(moderator)
    sign_in(moderator.email)
    assert "_auth_user_id" not in client.session


def test_a_new_password_does_not_pass_by_it(client: Client, sign_in, moderator):
    """allauth is asked the whole way: the link by mail sets the password and signs nobody in."""
    with_second_factor(moderator)
    client.post("/admin/login/", {"username": moderator.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_a_code_cannot_be_guessed(client: Client, sign_in, moderator):
    with_second_factor(moderator)
    sign_in(moderator.email)
    pages = [
        client.post("/accounts/2fa/authenticate/", {"code": f"{number:06}"}).content.decode()
        for number in range(9)
    ]
    assert "Too many failed login attempts" in pages[-1]
    assert "Incorrect code" in pages[0]


def test_elsewhere_staff_who_owe_one_are_strangers(required, rf, moderator):
    request = rf.get("/en/")
    request.user = moderator
    seen = []
    SecondFactorMiddleware(lambda asked: seen.append(asked.user.is_authenticated) or HttpResponse())(request)
    assert seen == [False]


def test_staff_with_one_are_themselves(required, rf, moderator):
    with_second_factor(moderator)
    request = rf.get("/en/")
    request.user = moderator
    seen = []
    SecondFactorMiddleware(lambda asked: seen.append(asked.user == moderator) or HttpResponse())(request)
    assert seen == [True]


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/password/change/",
    ],
)
def test_its_pages_work(address, client: Client, moderator):
    with_second_factor(moderator)
    client.force_login(moderator)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get(address, follow=True).status_code == 200


def test_an_operator_removes_a_lost_one(moderator, capsys):
    with_second_factor(moderator)
    call_command("reset_second_factor", moderator.email.upper())
    assert capsys.readouterr().out == "2 removed.\n"
    assert not is_mfa_enabled(moderator)


def test_an_operator_who_mistypes_the_address_is_told(repository):
    with pytest.raises(CommandError, match=r"nobody@example\.org"):
        call_command("reset_second_factor", "nobody@example.org")
