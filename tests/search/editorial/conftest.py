"""A shelf of three records about telemedicine and one about radio, and people who arrange search."""

import pytest
from django.test import Client

from search import service
from search.types import SearchRequest
from tests.factories import person
from tests.search.conftest import make_document


@pytest.fixture
def records(shelf, drain, repository):
    shelf.put(
        make_document("t1", "Telemedicine in Kenya"),
        make_document("t2", "Telemedicine for very small islands far from any coast"),
        make_document("r1", "Village radio"),
    )
    drain()
    return shelf


@pytest.fixture
def found(records):
    """Return the ids that a question finds, first to last."""

    def ids(text: str, language: str = "en", **values) -> list[str]:
        return [hit.id for hit in service.search(SearchRequest(text=text, language=language, **values)).hits]

    return ids


@pytest.fixture
def signed_in():
    """Return a client for a new person with these roles."""

    def sign_in(*roles: str) -> Client:
        client = Client()
        client.force_login(person(*roles))
        return client

    return sign_in
