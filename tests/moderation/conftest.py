"""A page under review and the people around it."""

import pytest
from django.test import Client

from cms.accounts.models import User
from cms.moderation import actions
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, fresh, person, published, write


@pytest.fixture
def moderator(repository: None) -> User:
    return person("moderator")


@pytest.fixture
def superuser(repository: None) -> User:
    return person(is_superuser=True, is_staff=True)


@pytest.fixture
def draft(repository: None) -> StocktakingProjectPage:
    return ProjectFactory(title="A clinic on wheels")


@pytest.fixture
def waiting(draft: StocktakingProjectPage) -> StocktakingProjectPage:
    """Handed in by its author."""
    actions.submit(page=draft, by=draft.owner)
    return fresh(draft)


@pytest.fixture
def public(draft: StocktakingProjectPage) -> StocktakingProjectPage:
    return published(draft)


@pytest.fixture
def changed(public: StocktakingProjectPage) -> StocktakingProjectPage:
    """Live, with a newer draft of its author."""
    return write(public, by=public.owner, title="A clinic on rails")


@pytest.fixture
def as_superuser(client: Client, superuser: User) -> Client:
    client.force_login(superuser)
    return client
