"""Numbers from decisions: plain functions that ask no database."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from cms.desk.reports.enums import Outcome
from cms.desk.reports.queries import Decision, Waiting

Key = TypeVar("Key", bound=Hashable)

AGES = (2, 5, 10, 20)
"""The last working day of each age but the open one."""


@dataclass(frozen=True, slots=True)
class Age:
    first: int
    last: int | None
    """None: no end."""
    count: int
    late: int
    share: float
    """0 to 100 of the fullest."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The decisions that have something in common."""

    approved: int
    changes: int
    rejected: int
    reversed: int
    days: float | None
    """Median of the working days from handing in to the decision; None where none is known."""

    @property
    def total(self) -> int:
        return self.approved + self.changes + self.rejected


def tally(decisions: Sequence[Decision]) -> Tally:
    counts = {outcome: sum(each.outcome == outcome for each in decisions) for outcome in Outcome}
    days = [each.days for each in decisions if each.days is not None]
    return Tally(
        approved=counts[Outcome.PUBLISHED] + counts[Outcome.IN_PART],
        changes=counts[Outcome.CHANGES],
        rejected=counts[Outcome.REJECTED],
        reversed=sum(each.is_reversed for each in decisions),
        days=median(days) if days else None,
    )


def tallies(
    decisions: Iterable[Decision], keys: Callable[[Decision], Iterable[Key]]
) -> list[tuple[Key, Tally]]:
    """Return a tally for each key that a decision has, the most decisions first; one may count under several."""
    grouped: dict[Key, list[Decision]] = defaultdict(list)
    for each in decisions:
        for key in keys(each):
            grouped[key].append(each)
    return sorted(((key, tally(found)) for key, found in grouped.items()), key=lambda row: -row[1].total)


def weeks(decisions: Sequence[Decision], first: dt.date, last: dt.date) -> list[tuple[dt.date, Tally]]:
    """Return a tally for each week, named by its Monday, without gaps, the newest first."""
    by_week = dict(tallies(decisions, lambda each: [monday(each.at.date())]))
    mondays = []
    day = monday(last)
    while day >= monday(first):
        mondays.append(day)
        day -= dt.timedelta(weeks=1)
    return [(day, by_week.get(day) or tally([])) for day in mondays]


def monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def ages(waiting: Sequence[Waiting]) -> list[Age]:
    """Return how many wait for how long, the youngest first."""
    bounds = [
        (first, last) for first, last in zip((0, *(end + 1 for end in AGES)), (*AGES, None), strict=True)
    ]
    grouped = [
        [each for each in waiting if first <= each.days and (last is None or each.days <= last)]
        for first, last in bounds
    ]
    most = max(map(len, grouped)) or 1
    return [
        Age(first, last, len(found), sum(each.is_late for each in found), 100 * len(found) / most)
        for (first, last), found in zip(bounds, grouped, strict=True)
    ]
