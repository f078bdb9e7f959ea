"""A page under review, and a client for whoever looks at it."""

from collections.abc import Callable

import pytest
from django.test import Client

from cms.accounts.models import User
from cms.moderation import actions
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, fresh, person


@pytest.fixture
def staff(repository: None) -> Callable[..., User]:
    """Return a function that makes a person with roles who may enter the admin."""
    return person


@pytest.fixture
def waiting(repository: None) -> StocktakingProjectPage:
    """Handed in by its author."""
    page = ProjectFactory(title="A clinic on wheels", description="<p>Vans with a doctor.</p>")
    actions.submit(page=page, by=page.owner)
    return fresh(page)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
