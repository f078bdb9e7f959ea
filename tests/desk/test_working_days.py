"""Working days: weekends do not count, whichever way they are asked for."""

import datetime as dt

import pytest

from cms.desk.waiting.working_days import DAY, earliest_within, working_day_after, working_days

FRIDAY = dt.date(2026, 11, 27)
SATURDAY, SUNDAY, MONDAY, TUESDAY = (FRIDAY + DAY * number for number in range(1, 5))


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, SUNDAY, 0),
        (FRIDAY, MONDAY, 1),
        (SATURDAY, MONDAY, 1),
        (SATURDAY, SUNDAY, 0),
        (MONDAY, TUESDAY, 1),
        (FRIDAY, FRIDAY + DAY * 7, 5),
        (SUNDAY, SUNDAY + DAY * 21, 15),
        (MONDAY, FRIDAY, 0),
    ],
)
def test_working_days_between(start, end, count):
    assert working_days(start, end) == count


def test_the_three_questions_agree():
    """On every pair of days of some weeks, weekends included."""
    days = [FRIDAY + DAY * number for number in range(28)]
    for today in days:
        for count in range(7):
            for start in days:
                passed = working_days(start, today)
                assert (passed > count) == (start < earliest_within(count, today))
                if count:
                    assert (passed >= count) == (today >= working_day_after(start, count))
