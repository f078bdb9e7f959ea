"""Requests made up from the OpenAPI document: no mistake of ours, and no answer that breaks the document."""

from contextlib import closing
from itertools import product

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.search.conftest import make_document

DOCUMENT = "/api/v1/openapi.json"
PATHS = (
    "/api/v1/projects/",
    "/api/v1/projects/{id}/",
    "/api/v1/suggest/",
    "/{lang}/stocktaking/export.csv",
    "/{lang}/stocktaking/export.xlsx",
    "/{lang}/stocktaking/export.json",
    "/{lang}/stocktaking/feed.atom",
    "/{lang}/stocktaking/feed.json",
)
OF_THE_MOMENT = [positive_data_acceptance]
"""Whether a cursor leads on, and whether there is such a page, depends on the records: a 400 may answer either."""


@pytest.fixture
def one_connection():
    """Requests that keep to the test's own transaction, as those of Django's client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(shelf, drain, one_connection):
    """The API over a few records, and what it says of itself."""
    shelf.put(*(make_document(f"{number}", f"Rural telemedicine {number}") for number in range(3)))
    drain()
    return schemathesis.openapi.from_wsgi(DOCUMENT, answering_whole(get_wsgi_application()))


def answering_whole(application):
    """Read answers to their end and close them, as a server does and the client here does not."""

    def answer(environ, start_response):
        with closing(application(environ, start_response)) as response:
            return [b"".join(response)]

    return answer


def test_all_that_is_described_is_tried(described):
    tried = [(path, method) for path, method in product(PATHS, ("get", "head"))]

    assert [
        (path, method) for path, methods in described.raw_schema["paths"].items() for method in methods
    ] == tried


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_described(described, path, method, mode):
    operation = described[path][method]

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(excluded_checks=OF_THE_MOMENT, headers={"Accept-Encoding": "identity"})

    ask()
