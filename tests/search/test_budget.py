"""The budget: one for everything that is asked inside, none outside."""

import math

import pytest

from search import budget


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is moved: `clock[0] += 1`."""
    now = [100.0]
    monkeypatch.setattr("search.budget.time.monotonic", lambda: now[0])
    return now


def test_outside_there_is_no_limit():
    assert budget.remaining() == math.inf


def test_what_is_asked_inside_shares_one_budget(clock):
    with budget.spending():
        clock[0] += 1.5
        with budget.spending():
            assert budget.remaining() == 0.5
        clock[0] += 1
        assert budget.remaining() == 0
    assert budget.remaining() == math.inf


def test_a_narrower_budget_ends_with_its_block(clock):
    with budget.spending(2):
        with budget.spending(0.5):
            assert budget.remaining() == 0.5
        assert budget.remaining() == 2


def test_a_failure_ends_the_budget():
    with pytest.raises(ZeroDivisionError):
        divide()

    assert budget.remaining() == math.inf


@budget.spending()
def divide():
    return 1 / 0
