"""Only what anybody may see comes back, whatever the index holds."""

from dataclasses import replace

import pytest

from search import service
from search.types import Operation, SearchRequest
from tests.search.conftest import make_document


@pytest.fixture
def leak(shelf):
    """Return a function that writes a document into the index behind the outbox's back."""

    def write(document, version: int = 1) -> None:
        service.engine().apply([Operation(document.id, version, replace(document, version=version))])
        service.engine().refresh()

    return write


def test_a_document_the_database_has_never_heard_of_does_not_come_back(leak):
    leak(make_document("secret", "Secret telemedicine"))

    assert service.search(SearchRequest(text="telemedicine")).hits == ()
    assert service.suggest("telemed", "en") == ()


def test_a_withdrawn_record_does_not_come_back_while_its_removal_waits(shelf, drain):
    shelf.put(make_document("1", "Rural telemedicine"), make_document("2", "Rural telemedicine"))
    drain()
    shelf.take("2")

    result = service.search(SearchRequest(text="telemedicine"))

    assert ([hit.id for hit in result.hits], result.count) == (["1"], 1)
    assert [suggestion.id for suggestion in service.suggest("telemed", "en")] == ["1"]
    assert service.similar("1", "en") == ()


def test_a_changed_record_that_is_still_public_comes_back_while_the_change_waits(shelf, drain, find):
    shelf.put(make_document("1", "Rural telemedicine"))
    drain()
    shelf.put(make_document("1", "Urban telemedicine"))

    assert find("telemedicine") == ["1"]


@pytest.mark.parametrize("records", [1, 3])
def test_visibility_costs_one_query(shelf, drain, find, records, django_assert_num_queries):
    shelf.put(*(make_document(f"{number}") for number in range(records)))
    drain()
    find()  # the lexicon is read

    with django_assert_num_queries(1):
        assert len(find()) == records
