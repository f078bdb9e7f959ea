"""How often a record is read by readers of each language, and what they get: counted without a trace of who reads.

Each process counts in memory and writes after an answer is sent, so no reader waits for it: every 30 seconds or 200
views, and when the process ends. A process that is killed loses what it had counted since.
"""

from __future__ import annotations

import atexit
import datetime as dt
import os
import time
from collections import Counter
from dataclasses import astuple, dataclass
from threading import Lock
from typing import Any
from uuid import UUID

import structlog
from django.db import DatabaseError, connection, transaction

from cms.core.days import today
from cms.core.patience import impatient_cursor
from cms.translations.models import ReaderCount, Shown

MOST = 200
EVERY = 30.0
RECENT_MONTHS = 3
"""This month and those before it that count as recent."""

UPSERT = """
INSERT INTO translations_readercount (month, translation_key, language, shown, count)
VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (translation_key, language, month, shown)
DO UPDATE SET count = translations_readercount.count + excluded.count
"""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """A record, the language of the reader and what the reader gets."""

    translation_key: UUID
    language: str
    shown: Shown


class _Counted:
    """What this process has counted and not yet written."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.readings: Counter[Reading] = Counter()
        self.views = 0
        """Since the last attempt to write."""
        self.attempt = time.monotonic()

    def take_if(self, at_once: bool) -> Counter[Reading]:
        """Return and forget all if it is time to write; else nothing."""
        with self.lock:
            is_time = self.views >= MOST or time.monotonic() - self.attempt >= EVERY
            if not self.readings or not (at_once or is_time):
                return Counter()
            taken, self.readings = self.readings, Counter()
            self.views, self.attempt = 0, time.monotonic()
            return taken

    def give_back(self, taken: Counter[Reading]) -> None:
        with self.lock:
            self.readings.update(taken)


_counted = _Counted()


def note(reading: Reading) -> None:
    """Count one view."""
    with _counted.lock:
        _counted.readings[reading] += 1
        _counted.views += 1


def write_when_due(**kwargs: Any) -> None:
    """Write what was counted if it is time to. Never raises: what could not be written waits for the next time."""
    _write(_counted.take_if(at_once=False))


def write_now() -> None:
    """Write all that was counted. Never raises."""
    _write(_counted.take_if(at_once=True))


def forget() -> None:
    """Begin anew, as a forked process does: what its parent counted is the parent's to write."""
    global _counted
    _counted = _Counted()


def _write(taken: Counter[Reading]) -> None:
    if not taken:
        return
    try:
        # In one order for all processes, so that none waits for another that waits for it.
        rows = sorted(_row(reading, count) for reading, count in taken.items())
        with impatient_cursor() as cursor, transaction.atomic():
            cursor.executemany(UPSERT, rows)
    except DatabaseError as error:
        _counted.give_back(taken)
        log.info("readers_not_counted", reason=str(error))


def _row(reading: Reading, count: int) -> tuple[Any, ...]:
    values = (first_of_month(today()), *astuple(reading))
    columns = ("month", "translation_key", "language", "shown")
    fields = (ReaderCount._meta.get_field(name) for name in columns)
    prepared = (
        field.get_db_prep_value(value, connection) for field, value in zip(fields, values, strict=True)
    )
    return (*prepared, count)


def first_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def recent_since(today: dt.date) -> dt.date:
    """Return the first of the months whose readers count as recent."""
    months = today.year * 12 + today.month - RECENT_MONTHS
    return dt.date(months // 12, months % 12 + 1, 1)


os.register_at_fork(after_in_child=forget)
atexit.register(write_now)
