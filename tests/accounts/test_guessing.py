"""Guessing passwords: the eighth wrong one locks that account from that address for an hour."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from tests.accounts.conftest import PASSWORD

WRONG = "password123456"
LIMIT = 8
ELSEWHERE = "203.0.113.9"


@pytest.fixture(autouse=True)
def axes(settings) -> None:
    settings.AXES_ENABLED = True


def guess(sign_in, email: str, times: int = LIMIT, **headers: str) -> list[int]:
    return [sign_in(email, WRONG, **headers).status_code for _attempt in range(times)]


def test_seven_wrong_passwords_lock_nothing(sign_in, moderator):
    assert guess(sign_in, moderator.email, LIMIT - 1) == [200] * (LIMIT - 1)
    assert sign_in(moderator.email).headers["Location"] == "/admin/"


def test_the_eighth_locks_the_account_even_for_the_right_password(client: Client, sign_in, moderator):
    assert guess(sign_in, moderator.email) == [200] * (LIMIT - 1) + [429]
    response = sign_in(moderator.email)
    assert response.status_code == 429
    assert "Sign-in is locked for an hour" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_lock_ends_after_an_hour_whatever_is_tried_meanwhile(sign_in, moderator):
    start = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=False) as clock:
        guess(sign_in, moderator.email)
        clock.shift(dt.timedelta(minutes=59))
        assert sign_in(moderator.email).status_code == 429
        clock.shift(dt.timedelta(minutes=2))
        assert sign_in(moderator.email).headers["Location"] == "/admin/"


def test_the_lock_does_not_keep_the_owner_out_elsewhere(sign_in, moderator):
    guess(sign_in, moderator.email)
    assert sign_in(moderator.email, REMOTE_ADDR=ELSEWHERE).headers["Location"] == "/admin/"


def test_the_lock_does_not_touch_other_accounts(sign_in, moderator, outsider):
    guess(sign_in, moderator.email)
    assert sign_in(outsider.email).headers["Location"] == "/"


def test_another_case_is_the_same_account(sign_in, moderator):
    guess(sign_in, moderator.email, LIMIT - 1)
    assert guess(sign_in, moderator.email.upper(), 1) == [429]


def test_an_account_that_does_not_exist_locks_in_the_same_way(sign_in, moderator):
    assert guess(sign_in, "nobody@example.org") == [200] * (LIMIT - 1) + [429]


def test_a_success_forgets_what_was_mistyped_before(client: Client, sign_in, moderator):
    guess(sign_in, moderator.email, LIMIT - 1)
    sign_in(moderator.email)
    client.logout()
    assert guess(sign_in, moderator.email, LIMIT - 1) == [200] * (LIMIT - 1)


def test_a_header_that_anybody_can_write_does_not_make_another_address(sign_in, moderator):
    statuses = [
        sign_in(moderator.email, WRONG, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").status_code
        for number in range(LIMIT)
    ]
    assert statuses == [200] * (LIMIT - 1) + [429]


def test_behind_our_proxy_its_header_tells_people_apart(settings, sign_in, moderator):
    settings.PROXY_COUNT = 1
    guess(sign_in, moderator.email, HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert sign_in(moderator.email, HTTP_X_FORWARDED_FOR="198.51.100.2").headers["Location"] == "/admin/"


def test_the_message_is_in_the_readers_language(sign_in, moderator):
    guess(sign_in, moderator.email)
    page = sign_in(moderator.email, HTTP_ACCEPT_LANGUAGE="ar").content.decode()
    assert '<html lang="ar" dir="rtl">' in page


def test_the_old_password_cannot_be_guessed_from_an_open_session(client: Client, moderator):
    client.force_login(moderator)
    for _attempt in range(LIMIT):
        response = client.post("/accounts/reauthenticate/", {"password": WRONG})
    assert response.status_code == 429
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 429
