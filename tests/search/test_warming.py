"""A server has read the lexicon before its first reader comes."""

import pytest
from django.db import OperationalError, connection

from search.lexicon import expand
from search.warming import warm_up


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
