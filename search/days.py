"""The day as of which something is asked for: `as_of=2025-07-01`, on pages and in the API."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from cms.core.days import today

PARAMETER = "as_of"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class UnreadableDay(ValueError):
    """Not a day, or one that is not over and not today; says why in the language that is active."""


def is_asked(query: Mapping[str, str]) -> bool:
    """Whether a day is asked for, readable or not."""
    return bool(query.get(PARAMETER, "").strip())


def asked_day(query: Mapping[str, str]) -> dt.date | None:
    """Return the day asked for; None when none is, or an empty one. Raises UnreadableDay. Days are those of UTC."""
    if not is_asked(query):
        return None
    written = query[PARAMETER].strip()
    try:
        day = dt.date.fromisoformat(written) if DAY.fullmatch(written) else None
    except ValueError:
        day = None
    if day is None:
        raise UnreadableDay(_("a day is written like 2025-07-01"))
    if day > today():
        raise UnreadableDay(_("the day is still to come"))
    return day


def dated(url: str, day: dt.date | None) -> str:
    """Return the address at which the same is shown as of a day; the address itself without one."""
    return f"{url}{'&' if '?' in url else '?'}{PARAMETER}={day}" if day else url


def end_of(day: dt.date) -> dt.datetime:
    """Return the last moment of a day: what was published until then counts."""
    return dt.datetime.combine(day, dt.time.max, dt.UTC)
