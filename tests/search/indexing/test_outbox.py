"""The outbox: one row per record, noted in the writer's transaction."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from search.indexing import outbox
from search.models import OutboxRow
from search.types import Failure

pytestmark = pytest.mark.django_db


NOON = 1_772_366_400_000
"""The version that a first change has at this time, in milliseconds."""


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-01T12:00Z", tick=False)
    return time_machine


def rows() -> dict[str, tuple[int, int]]:
    """Return how far beyond noon each version is, and the version in the index."""
    return {
        id: (version - NOON, max(applied - NOON, -1))
        for id, version, applied in OutboxRow.objects.values_list("document_id", "version", "applied_version")
    }


def test_every_change_of_a_record_counts_its_one_row_up():
    outbox.enqueue(["a", "b", "a"])
    outbox.enqueue(["a"])

    assert rows() == {"a": (1, -1), "b": (0, -1)}


def test_versions_follow_the_clock_so_that_a_new_row_is_newer_than_one_that_was_lost(clock):
    for _ in range(3):
        outbox.enqueue(["a"])
    clock.shift(1)
    OutboxRow.objects.all().delete()

    outbox.enqueue(["a"])

    assert rows() == {"a": (1000, -1)}


def test_a_clock_that_goes_back_takes_no_version_back(clock):
    outbox.enqueue(["a"])
    clock.shift(-60)

    outbox.enqueue(["a"])

    assert rows() == {"a": (1, -1)}


def test_a_version_can_be_put_above_what_an_engine_holds():
    outbox.enqueue(["behind", "ahead"])

    outbox.enqueue_above({"behind": NOON + 500, "ahead": NOON - 500, "unknown": NOON + 7})

    assert rows() == {"behind": (501, -1), "ahead": (1, -1), "unknown": (8, -1)}


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

    assert rows() == {"a": (1, -1)}
    assert outbox.due(10) == {"a": NOON + 1}


def test_applied_versions_only_grow():
    outbox.enqueue(["a"])
    outbox.enqueue(["a"])
    outbox.mark_applied({"a": NOON + 1})

    outbox.mark_applied({"a": NOON})

    assert rows() == {"a": (1, 1)}


def test_what_was_removed_is_told_from_what_was_written():
    outbox.enqueue(["gone", "there"])

    outbox.mark_applied({"gone": NOON, "there": NOON}, {"gone"})

    assert rows() == {"gone": (0, 0), "there": (0, 0)}
    assert dict(OutboxRow.objects.values_list("document_id", "removed")) == {"gone": True, "there": False}


def test_the_longest_waiting_come_first_and_a_new_change_keeps_the_place():
    outbox.enqueue(["a"])
    outbox.enqueue(["b"])
    outbox.enqueue(["a"])

    assert list(outbox.due(10)) == ["a", "b"]
    assert list(outbox.due(1)) == ["a"]


def test_a_parked_record_waits_and_a_new_change_brings_it_back():
    outbox.enqueue(["a"])
    outbox.park([Failure("a", "no title\0")], {"a": NOON})

    assert outbox.due(10) == {}
    assert OutboxRow.objects.values_list("attempts", "last_error").get() == (1, "no title")

    outbox.enqueue(["a"])

    assert outbox.due(10) == {"a": NOON + 1}
    assert OutboxRow.objects.values_list("attempts", "last_error").get() == (0, "")


def test_a_record_that_changed_since_it_failed_is_not_parked():
    outbox.enqueue(["a"])
    outbox.enqueue(["a"])

    outbox.park([Failure("a", "no title")], {"a": NOON})

    assert outbox.due(10) == {"a": NOON + 1}


def test_parked_records_can_be_tried_again_at_once():
    outbox.enqueue(["a", "b", "waiting"])
    outbox.park([Failure("a", "no title"), Failure("b", "no title")], dict.fromkeys("ab", NOON))

    tried = outbox.try_again(outbox.parked().filter(document_id="b"))

    assert tried == 1
    assert sorted(outbox.due(10)) == ["b", "waiting"]
    assert list(outbox.parked().values_list("document_id", flat=True)) == ["a", "b"]


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

    assert outbox.lag() == dt.timedelta(seconds=90)
