"""An original, its French translation, and a client for whoever looks at them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from cms.accounts.models import User
from cms.moderation import actions
from cms.records.translating import start_translation
from stocktaking_pages.models import StocktakingProjectPage
from tests.factories import ProjectFactory, approved, fresh, person, published, write

GOALS = "<p>Bring doctors to the islands.</p><p>Train <b>forty</b> nurses in three years.</p>"
BUTS = "<p>Amener des médecins dans les îles.</p><p>Former <b>quarante</b> infirmières en trois ans.</p>"


@pytest.fixture
def original(repository: None) -> StocktakingProjectPage:
    return published(
        ProjectFactory(
            title="Doctors by radio", summary="For remote islands.", goals=GOALS, original_language="en"
        )
    )


@pytest.fixture
def translator(repository: None) -> User:
    return person("translator:fr")


@pytest.fixture
def french(original: StocktakingProjectPage, translator: User) -> StocktakingProjectPage:
    """A published translation, whole."""
    words = {"title": "Médecins par radio", "summary": "Pour les îles éloignées.", "goals": BUTS}
    return published(start_translation(original=original, language="fr", by=translator, words=words))


@pytest.fixture
def rewrite() -> Callable[..., StocktakingProjectPage]:
    """Return a function that publishes an original with other words."""

    def publish_again(original: StocktakingProjectPage, **values: str) -> StocktakingProjectPage:
        author = fresh(original).owner
        page = write(original, author, **values)
        actions.submit(page=page, by=author)
        return approved(page, person("moderator"))

    return publish_again


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
