"""Writing what may as well be written later, without waiting long for SQLite's one writer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

PATIENCE = 0.2
"""Seconds to wait for another writer, as an import may be one for seconds; then OperationalError is raised."""


@contextmanager
def impatient_cursor() -> Iterator[CursorWrapper]:
    """Give a cursor whose statements, and transactions begun meanwhile, give up early where SQLite is busy."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            yield cursor
            return
        cursor.execute("PRAGMA busy_timeout")
        (before,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
        try:
            yield cursor
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(before)}")
