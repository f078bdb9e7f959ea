"""The file with all that the dictionaries say. It is only ever replaced whole, so readers need no lock."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import local
from typing import Any

from django.conf import settings

from search.lexicon.origins import Origin
from search.types import Equivalent

SCHEMA = """
CREATE TABLE entry (language TEXT, term TEXT, meanings TEXT, PRIMARY KEY (language, term)) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, title TEXT, licence TEXT, entries INTEGER);
"""
_FIND = """
SELECT entry.term, entry.meanings FROM json_each(?) AS wanted
CROSS JOIN entry ON entry.language = ? AND entry.term = wanted.value
"""


def path() -> Path:
    return Path(settings.SEARCH_DICTIONARIES)


_open = local()


def lookup(keys: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], tuple[Equivalent, ...]]:
    """Return what the dictionaries have for these terms, by one query a language; nothing when none are loaded."""
    connection = _connection()
    if connection is None:
        return {}
    wanted = defaultdict(list)
    for language, term in keys:
        wanted[language].append(term)
    return {
        (language, term): _meanings(meanings)
        for language, terms in wanted.items()
        for term, meanings in connection.execute(_FIND, (json.dumps(terms), language))
    }


def _meanings(stored: str) -> tuple[Equivalent, ...]:
    return tuple(
        Equivalent(words, language, weight, Origin.DICTIONARY)
        for language, words, weight in json.loads(stored)
    )


def _connection() -> sqlite3.Connection | None:
    """Return this thread's connection to the newest file; a file that was replaced is let go of."""
    try:
        found = path().stat()
    except FileNotFoundError:
        return None
    key: Any = (os.getpid(), str(path()), found.st_ino, found.st_mtime_ns)
    if getattr(_open, "key", None) != key:
        _open.connection = sqlite3.connect(f"{path().resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        _open.key = key
    return _open.connection
