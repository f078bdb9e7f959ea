"""Working days, Monday to Friday: holidays differ from country to country and are not known here."""

import datetime as dt

DAY = dt.timedelta(days=1)
SATURDAY = 5


def is_working_day(day: dt.date) -> bool:
    return day.weekday() < SATURDAY


def working_days(start: dt.date, end: dt.date) -> int:
    """Return how many working days come after `start`, up to and with `end`; none when `end` is not later."""
    weeks, rest = divmod(max((end - start).days, 0), 7)
    return weeks * 5 + sum(is_working_day(end - DAY * back) for back in range(rest))


def working_day_after(start: dt.date, count: int) -> dt.date:
    """Return the day on which `count` working days, at least one, have passed since `start`."""
    day = start
    while count:
        day += DAY
        count -= is_working_day(day)
    return day


def earliest_within(count: int, today: dt.date) -> dt.date:
    """Return the earliest day since which no more than `count` working days have passed: before it, more have."""
    day = today
    while True:
        if is_working_day(day):
            if not count:
                return day
            count -= 1
        day -= DAY
