"""A record, people, and a client for whoever looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from cms.accounts.models import User
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, person, published


@pytest.fixture
def original(repository: None) -> StocktakingProjectPage:
    return published(
        ProjectFactory(title="Doctors by radio", summary="For remote islands.", original_language="en")
    )


@pytest.fixture
def translator(repository: None) -> User:
    return person("translator:fr")


@pytest.fixture
def spanish(repository: None) -> User:
    return person("translator:es")


@pytest.fixture
def moderator(repository: None) -> User:
    return person("moderator")


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
