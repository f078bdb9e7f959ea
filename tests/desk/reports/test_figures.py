"""Numbers from decisions, without a database."""

import datetime as dt

from cms.desk.reports.enums import Outcome
from cms.desk.reports.figures import ages, tallies, tally, weeks
from cms.desk.reports.queries import Decision, Waiting


def decision(day, outcome=Outcome.PUBLISHED, person=1, days=2, is_reversed=False):
    at = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return Decision(1, outcome, at, person, days, is_reversed)


MONDAY = dt.date(2026, 3, 2)


def test_a_tally_counts_outcomes_and_takes_the_median_of_what_is_known():
    row = tally(
        [
            decision(MONDAY, days=1),
            decision(MONDAY, Outcome.REJECTED, days=9, is_reversed=True),
            decision(MONDAY, Outcome.CHANGES, days=None),
            decision(MONDAY, days=2),
        ]
    )

    assert (row.total, row.approved, row.changes, row.rejected, row.reversed, row.days) == (4, 2, 1, 1, 1, 2)


def test_no_decisions_have_no_median():
    assert (tally([]).total, tally([]).days) == (0, None)


def test_weeks_have_no_gaps_and_begin_on_monday():
    found = weeks(
        [decision(MONDAY), decision(dt.date(2026, 3, 20))], dt.date(2026, 3, 4), dt.date(2026, 3, 20)
    )

    assert [(day.isoformat(), row.total) for day, row in found] == [
        ("2026-03-16", 1),
        ("2026-03-09", 0),
        ("2026-03-02", 1),
    ]


def test_a_decision_may_count_under_several_keys_or_none():
    found = tallies(
        [decision(MONDAY, person=1), decision(MONDAY, person=2)], lambda each: ["KE", "PE"][: each.person_id]
    )

    assert [(key, row.total) for key, row in found] == [("KE", 2), ("PE", 1)]


def test_ages_cover_every_day_once():
    waiting = [Waiting(number, days, days > 5) for number, days in enumerate([0, 2, 3, 5, 6, 20, 21, 400])]

    assert [(age.first, age.last, age.count, age.late) for age in ages(waiting)] == [
        (0, 2, 2, 0),
        (3, 5, 2, 0),
        (6, 10, 1, 1),
        (11, 20, 1, 1),
        (21, None, 2, 2),
    ]
    assert [age.count for age in ages([])] == [0] * 5
