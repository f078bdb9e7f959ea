"""The budget: one for everything that a request asks, none where nobody waits."""

import math

import pytest

from search import budget


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is moved: `clock[0] += 1`."""
    now = [100.0]
    monkeypatch.setattr("search.budget.time.monotonic", lambda: now[0])
    return now


def test_where_nobody_waits_there_is_no_limit():
    assert budget.remaining() == math.inf


def test_what_is_asked_has_no_longer_than_the_budget(clock):
    with budget.spending():
        clock[0] += 0.5
        assert budget.remaining() == pytest.approx(budget.SECONDS - 0.5)
        clock[0] += 5
        assert budget.remaining() == 0
    assert budget.remaining() == math.inf


def test_all_that_a_request_asks_shares_them(clock):
    with budget.shared():
        with budget.spending():
            clock[0] += 1.5
        with budget.shared(), budget.spending():
            assert budget.remaining() == pytest.approx(budget.SECONDS - 1.5)
            clock[0] += 1
        with budget.spending():
            assert budget.remaining() == 0


def test_the_requests_other_work_costs_nothing(clock):
    with budget.shared():
        clock[0] += 60
        with budget.spending():
            assert budget.remaining() == pytest.approx(budget.SECONDS)


def test_every_request_has_its_own(clock):
    for _ in range(2):
        with budget.shared(), budget.spending():
            clock[0] += 1.5
            assert budget.remaining() == pytest.approx(budget.SECONDS - 1.5)


def test_a_narrower_limit_ends_with_its_block(clock):
    with budget.spending(2):
        with budget.spending(0.5):
            assert budget.remaining() == 0.5
        assert budget.remaining() == 2


def test_a_failure_ends_the_budget_and_is_paid_for(clock):
    with budget.shared():
        with pytest.raises(ZeroDivisionError):
            fail(clock)
        assert budget.remaining() == math.inf
        with budget.spending():
            assert budget.remaining() == pytest.approx(budget.SECONDS - 1)


@budget.spending()
def fail(clock):
    clock[0] += 1
    raise ZeroDivisionError
