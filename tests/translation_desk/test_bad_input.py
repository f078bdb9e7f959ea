"""What a form never sends is answered in words, on either database, and nothing is written."""

from __future__ import annotations

import pytest

from cms.translation_desk.models import Assignment
from tests.factories import person

pytestmark = pytest.mark.usefixtures("repository")
QUEUE = "/admin/translations/"
NUL = "f\0r"
REFUSED = (400, 403, 404, 409)


@pytest.fixture
def asked(signed_in, original, french):
    """Return a function that asks a moderator's browser for an address and returns the response."""
    client = signed_in(person("moderator"))
    client.raise_request_exception = False

    def ask(address, posted=None, **query):
        address = address.format(original=original.pk, french=french.pk)
        return client.get(address, query) if posted is None else client.post(address, posted)

    return ask


@pytest.mark.parametrize("button", ["start", "claim", "release"])
@pytest.mark.parametrize("language", ["", "klingon", "fr es", "FR"])
def test_a_language_that_is_none_is_not_found(button, language, asked, original):
    response = asked(QUEUE, {button: f"{original.pk} {language}"})

    assert response.status_code == 404
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        {"q": NUL},
        {"standing": NUL},
        {"kind": NUL},
        {"kind": "a.b.c"},
        {"kind": "no.such"},
        {"claim": NUL},
        {"p": NUL},
        {"p": "9" * 30},
        {"language": NUL},
        {"source": NUL},
    ],
    ids=str,
)
def test_a_filter_that_is_none_filters_nothing(query, asked):
    assert asked(QUEUE, **query).status_code in (200, 302, 400, 404)


@pytest.mark.parametrize(
    ("address", "posted"),
    [
        ("sets/{original}/", {"page": NUL, "at": NUL}),
        ("sets/{original}/", {"page": "{original}", "digest-{original}": NUL}),
        ("sets/{original}/", {"cancel": NUL}),
        ("sets/{original}/", {"cancel": "9" * 30}),
        ("edits/{original}/", {"path": NUL, "before": NUL, "after": NUL, "reason": NUL}),
        ("requests/", {"record_id": NUL, "languages": ["fr"]}),
        ("requests/", {"withdraw": NUL}),
        ("texts/fr/vocabulary/countries/", {"save": NUL}),
        ("{french}/segment/", {"path": NUL, "source": NUL, "target": NUL}),
        ("{french}/", {"form-TOTAL_FORMS": NUL, "form-INITIAL_FORMS": "1"}),
        ("files/", {"export": "1", "language": NUL, "selection": "year", "value": NUL, "file_format": NUL}),
    ],
    ids=str,
)
def test_a_form_that_nobody_filled_in_is_refused(address, posted, asked):
    assert asked(QUEUE + address, posted).status_code in REFUSED
