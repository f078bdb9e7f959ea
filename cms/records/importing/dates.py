"""Days as files write them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from cms.records.importing.values import Unusable

FIRST_YEAR, LAST_YEAR = 1900, 2100
ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d{1,2}:\d{2}.*)?")
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
WITH_NAME = re.compile(r"(?:(\d{1,2})\.? )?([A-Za-z]{3,9})\.? (?:(\d{1,2}),? )?(\d{4})")
MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}


def parse_day(value: Any, *, last: bool = False) -> dt.date:
    """Return the day a value names; of a bare year or month the first day, or with `last` the last.

    Understands 2019, 2019-05, 2019-05-31 with or without a time, 31/05/2019 and 31.05.2019 (day first unless that is
    impossible), 31 May 2019, May 31, 2019, May 2019. Raises Unusable.
    """
    if isinstance(value, dt.datetime):
        value = value.date()
    if not isinstance(value, dt.date):
        value = _from_text(str(value).strip(), last=last)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Unusable(f"{value} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return value


def _from_text(text: str, *, last: bool) -> dt.date:
    parts = _parts(text)
    if parts is None:
        raise Unusable(f"“{text[:50]}” is not a date such as 2019-05-31")
    try:
        return _completed(*parts, last=last)
    except ValueError:
        raise Unusable(f"“{text[:50]}” is not a day of the calendar") from None


def _parts(text: str) -> tuple[int, int | None, int | None] | None:
    """Return year, month and day, as far as they are given."""
    if match := ISO.fullmatch(text):
        return int(match[1]), _number(match[2]), _number(match[3])
    if match := DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        return (year, day, month) if month > 12 >= day else (year, month, day)
    if (match := WITH_NAME.fullmatch(text)) and (named := MONTHS.get(match[2][:3].lower())):
        return int(match[4]), named, _number(match[1] or match[3])
    return None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _completed(year: int, month: int | None, day: int | None, *, last: bool) -> dt.date:
    whole_month = month or (12 if last else 1)
    whole_day = day or (calendar.monthrange(year, whole_month)[1] if last else 1)
    return dt.date(year, whole_month, whole_day)
