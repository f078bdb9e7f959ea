"""The day that it is, one for everybody: in UTC, as every moment is kept, whatever the reader's time zone."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return the day that it is in UTC.

    Django's `localdate` is that of the reader in the admin, where Wagtail activates their time zone: what is late, or
    over, would depend on who looks.
    """
    return dt.datetime.now(dt.UTC).date()
