"""A server has read the lexicon before its first reader comes."""

import gc

import pytest
from django.db import OperationalError, connection

from search.lexicon import expand
from search.warming import warm_up


@pytest.fixture(autouse=True)
def collected_again():
    yield
    gc.unfreeze()


def test_what_a_server_has_read_is_not_looked_through_for_garbage(monkeypatch):
    monkeypatch.setattr("search.lexicon.current", lambda: None)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    read = [[]]

    warm_up()

    assert not any(each is read for each in gc.get_objects())


@pytest.mark.django_db(transaction=True)
def test_the_first_question_reads_no_lexicon(repository, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("time.monotonic", lambda: 0.0)
    warm_up()
    with django_assert_num_queries(0):
        assert expand("Kenya", "en")


@pytest.mark.django_db(transaction=True)
def test_a_server_starts_without_a_database_and_reads_the_lexicon_when_there_is_one(repository):
    def refuse(*arguments):
        raise OperationalError("The database does not answer.")

    with connection.execute_wrapper(refuse):
        warm_up()

    assert expand("Kenya", "en")
