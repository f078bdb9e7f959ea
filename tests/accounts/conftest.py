"""People with passwords and second factors, and a client that signs in the way people do."""

from collections.abc import Callable

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from cms.accounts.models import User
from tests.factories import person

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def nothing_counted(repository: None) -> None:
    """Rate limits live in the cache, which tests of one process share."""
    cache.clear()


@pytest.fixture
def moderator(repository: None) -> User:
    return with_password(person("moderator", email="m.keita@example.org"))


@pytest.fixture
def outsider(repository: None) -> User:
    """Somebody with an account and no role."""
    return with_password(person(email="outsider@example.org"))


@pytest.fixture
def sign_in(client: Client) -> Callable[..., HttpResponse]:
    def post(email: str, password: str = PASSWORD, **headers: str) -> HttpResponse:
        return client.post("/accounts/login/", {"login": email, "password": password}, **headers)

    return post


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def with_second_factor(user: User) -> str:
    """Give the person an authenticator app and recovery codes; return the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
