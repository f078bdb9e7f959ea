"""Numbers that all processes of this machine count up together, kept for the minute they belong to."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from threading import Lock

# A count waits for the disk once in a thousand, and whatever is killed in the middle leaves the file whole.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
TABLE = """
CREATE TABLE IF NOT EXISTS counts
    (minute INTEGER, key TEXT, number INTEGER NOT NULL, PRIMARY KEY (minute, key)) WITHOUT ROWID;
"""
COUNT = "INSERT INTO counts VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET number = number + 1 RETURNING number"
FORGET = "DELETE FROM counts WHERE minute < ?"
PATIENCE = 0.5
"""Seconds to wait while others write."""

_counting = Lock()
_open: dict[tuple[int, str], sqlite3.Connection] = {}


def count(path: str | Path, minute: int, key: str) -> int:
    """Count one more under this key in this minute and return how many there are; forget the minutes before.

    A file of its own and not the database, of which SQLite lets one writer at a time at all: an import may be it for
    seconds. Raises sqlite3.Error where the file cannot be written.
    """
    with _counting:
        connection = _connection(str(path))
        (number,) = connection.execute(COUNT, (minute, key)).fetchall()[0]
        if number == 1:
            connection.execute(FORGET, (minute,))
    return int(number)


def close() -> None:
    """Let go of the files that this process opened; the next count opens its own again."""
    with _counting:
        for opened in [opened for opened in _open if opened[0] == os.getpid()]:
            _open.pop(opened).close()


def _connection(path: str) -> sqlite3.Connection:
    """Return this process's connection, opened on first use; a forked child leaves its parent's alone."""
    opened = os.getpid(), path
    if opened not in _open:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, PATIENCE, isolation_level=None, check_same_thread=False)
        connection.executescript(PRAGMAS + TABLE)
        _open[opened] = connection
    return _open[opened]


def _renew_lock() -> None:
    """Another thread of the parent may have held the lock when the child was made."""
    global _counting
    _counting = Lock()


os.register_at_fork(after_in_child=_renew_lock)
