"""Days as files write them."""

import datetime as dt

import pytest

from cms.records.importing.dates import parse_day
from cms.records.importing.values import Unusable

D = dt.date


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ("2019-05-31", D(2019, 5, 31), D(2019, 5, 31)),
        ("2019-05-31T08:00:00Z", D(2019, 5, 31), D(2019, 5, 31)),
        ("2019", D(2019, 1, 1), D(2019, 12, 31)),
        (2019, D(2019, 1, 1), D(2019, 12, 31)),
        ("2019-02", D(2019, 2, 1), D(2019, 2, 28)),
        ("02/2019", None, None),
        ("03/04/2019", D(2019, 4, 3), D(2019, 4, 3)),
        ("04/30/2019", D(2019, 4, 30), D(2019, 4, 30)),
        ("3.4.2019", D(2019, 4, 3), D(2019, 4, 3)),
        ("31 May 2019", D(2019, 5, 31), D(2019, 5, 31)),
        ("May 31, 2019", D(2019, 5, 31), D(2019, 5, 31)),
        ("May 2019", D(2019, 5, 1), D(2019, 5, 31)),
        (dt.datetime(2019, 5, 31, 8), D(2019, 5, 31), D(2019, 5, 31)),
        (D(2019, 5, 31), D(2019, 5, 31), D(2019, 5, 31)),
        ("2019-02-30", None, None),
        ("2019-13", None, None),
        ("soon", None, None),
        ("0019-01-01", None, None),
        (43466, None, None),
    ],
)
def test_parse_day(given: object, first: D | None, last: D | None) -> None:
    for is_last, expected in ((False, first), (True, last)):
        if expected is None:
            with pytest.raises(Unusable):
                parse_day(given, last=is_last)
        else:
            assert parse_day(given, last=is_last) == expected
