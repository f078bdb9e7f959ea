"""People, and a client for whoever looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from cms.accounts.models import User
from tests.factories import person


@pytest.fixture
def administrator(repository: None) -> User:
    return person("administrator", name="Ada")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
