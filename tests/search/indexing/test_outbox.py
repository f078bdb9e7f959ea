"""The outbox: one row per record, noted in the writer's transaction."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from search.indexing import outbox
from search.models import OutboxRow
from search.types import Failure

pytestmark = pytest.mark.django_db


def rows() -> dict[str, tuple[int, int]]:
    return {
        id: (version, applied)
        for id, version, applied in OutboxRow.objects.values_list("document_id", "version", "applied_version")
    }


def test_every_change_of_a_record_counts_its_one_row_up():
    outbox.enqueue(["a", "b", "a"])
    outbox.enqueue(["a"])

    assert rows() == {"a": (2, 0), "b": (1, 0)}


@pytest.mark.parametrize(("count", "statements"), [(1, 1), (500, 1), (501, 2)])
def test_enqueueing_costs_one_statement_for_500_records(django_assert_num_queries, count, statements):
    with django_assert_num_queries(statements):
        outbox.enqueue(f"{number}" for number in range(count))


def test_nothing_to_enqueue_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        outbox.enqueue([])


def test_a_rolled_back_writer_leaves_no_row():
    with transaction.atomic():
        outbox.enqueue(["a"])
        transaction.set_rollback(True)

    assert rows() == {}


def test_a_change_during_the_write_goes_on_waiting():
    outbox.enqueue(["a"])
    seen = outbox.due(10)
    outbox.enqueue(["a"])

    outbox.mark_applied(seen)

    assert rows() == {"a": (2, 1)}
    assert outbox.due(10) == {"a": 2}


def test_applied_versions_only_grow():
    outbox.enqueue(["a"])
    outbox.enqueue(["a"])
    outbox.mark_applied({"a": 2})

    outbox.mark_applied({"a": 1})

    assert rows() == {"a": (2, 2)}


def test_the_longest_waiting_come_first_and_a_new_change_keeps_the_place():
    outbox.enqueue(["a"])
    outbox.enqueue(["b"])
    outbox.enqueue(["a"])

    assert list(outbox.due(10)) == ["a", "b"]
    assert list(outbox.due(1)) == ["a"]


def test_a_parked_record_waits_and_a_new_change_brings_it_back():
    outbox.enqueue(["a"])
    outbox.park([Failure("a", "no title")])

    assert outbox.due(10) == {}
    assert OutboxRow.objects.values_list("attempts", "last_error").get() == (1, "no title")

    outbox.enqueue(["a"])

    assert outbox.due(10) == {"a": 2}
    assert OutboxRow.objects.values_list("attempts", "last_error").get() == (0, "")


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 5), (2, 10), (5, 80), (30, 3600), (1000, 3600)])
def test_a_failing_record_waits_longer_every_time_up_to_an_hour(attempts, seconds):
    assert outbox.pause_after(attempts) == dt.timedelta(seconds=seconds)


def test_lag_is_the_wait_of_the_record_whose_turn_it_is():
    assert outbox.lag() == dt.timedelta()
    outbox.enqueue(["a", "b"])
    OutboxRow.objects.filter(document_id="a").update(
        next_attempt_at=timezone.now() - dt.timedelta(seconds=90)
    )
    OutboxRow.objects.filter(document_id="b").update(
        next_attempt_at=timezone.now() + dt.timedelta(seconds=90)
    )

    assert dt.timedelta(seconds=90) <= outbox.lag() < dt.timedelta(seconds=91)
