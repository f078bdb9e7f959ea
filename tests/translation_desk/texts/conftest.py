"""People of French and Spanish, and what they do with the texts of the site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from cms.accounts.models import User
from tests.factories import person


@pytest.fixture
def translator(repository: None) -> User:
    return person("translator:fr")


@pytest.fixture
def reviewer(repository: None) -> User:
    return person("reviewer:fr")


@pytest.fixture
def administrator(repository: None) -> User:
    return person("administrator")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
