"""A project with a past, and a client for whoever looks at it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from cms.accounts.models import User
from cms.moderation import actions
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, approved, fresh, person, published, write


@pytest.fixture
def moderator(repository: None) -> User:
    return person("moderator", name="Mo Derator")


@pytest.fixture
def project(moderator: User) -> StocktakingProjectPage:
    return published(
        ProjectFactory(title="Clinics", summary="Nurses by telephone.", original_language="en"), moderator
    )


@pytest.fixture
def change(moderator: User) -> Callable[..., StocktakingProjectPage]:
    """Return a function that publishes a page with other values."""

    def publish_again(page: StocktakingProjectPage, **values: object) -> StocktakingProjectPage:
        page = write(page, fresh(page).owner, **values)
        actions.submit(page=page, by=page.owner)
        return approved(page, moderator)

    return publish_again


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
