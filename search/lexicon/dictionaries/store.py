"""The file with all that the dictionaries say. It is only ever replaced whole, so readers need no lock."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import local
from typing import Any

from django.conf import settings

from search.lexicon.origins import Origin
from search.types import Equivalent

_SCHEMA = """
CREATE TABLE entry (language TEXT, term TEXT, meanings TEXT, PRIMARY KEY (language, term)) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, title TEXT, licence TEXT, taken INTEGER);
"""
_FIND = """
SELECT entry.term, entry.meanings FROM json_each(?) AS wanted
CROSS JOIN entry ON entry.language = ? AND entry.term = wanted.value
"""

Key = tuple[str, str]
"""Language and key of a term."""
Meanings = list[tuple[str, str, float]]
"""Language, words and weight of what may stand for a term."""


@dataclass(frozen=True, slots=True)
class LoadedSource:
    """A dictionary whose words are in the file, and the terms on which it is given away."""

    name: str
    title: str
    licence: str
    taken: int
    """How many pairs of words it brought."""


def path() -> Path:
    return Path(settings.SEARCH_DICTIONARIES)


def find(keys: Iterable[Key]) -> Mapping[Key, str]:
    """Return what the dictionaries have for these terms, to be read with `meanings`; nothing when none are loaded.

    One query for each language.
    """
    connection = _connection()
    if connection is None:
        return {}
    wanted = defaultdict(list)
    for language, term in keys:
        wanted[language].append(term)
    return {
        (language, term): stored
        for language, terms in wanted.items()
        for term, stored in connection.execute(_FIND, (json.dumps(terms), language))
    }


def meanings(stored: str) -> tuple[Equivalent, ...]:
    return tuple(
        Equivalent(words, language, weight, Origin.DICTIONARY)
        for language, words, weight in json.loads(stored)
    )


def sources() -> list[LoadedSource]:
    """Return the dictionaries that are loaded, by name."""
    connection = _connection()
    if connection is None:
        return []
    return [LoadedSource(*row) for row in connection.execute("SELECT * FROM source ORDER BY name")]


def write(loaded: Iterable[LoadedSource], entries: Iterable[tuple[str, str, Meanings]]) -> None:
    """Put these in the place of all that was loaded before, in one step."""
    with _new_file() as connection:
        rows = ((each.name, each.title, each.licence, each.taken) for each in loaded)
        connection.executemany("INSERT INTO source VALUES (?, ?, ?, ?)", rows)
        packed = (
            (language, term, json.dumps(found, ensure_ascii=False))
            for language, term, found in entries
            if found
        )
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", packed)


def clear() -> None:
    """Forget all dictionaries."""
    path().unlink(missing_ok=True)


@contextmanager
def _new_file() -> Iterator[sqlite3.Connection]:
    path().parent.mkdir(parents=True, exist_ok=True)
    unfinished = path().with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as connection, connection:
        connection.executescript(_SCHEMA)
        yield connection
    unfinished.replace(path())


_open = local()


def _connection() -> sqlite3.Connection | None:
    """Return this thread's connection to the newest file; one to a file that was replaced is let go of."""
    try:
        found = path().stat()
    except FileNotFoundError:
        return None
    key: Any = (os.getpid(), str(path()), found.st_ino, found.st_mtime_ns)
    if getattr(_open, "key", None) != key:
        _open.connection = sqlite3.connect(f"{path().resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        _open.key = key
    return _open.connection
