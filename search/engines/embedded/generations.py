"""Generations on disk: ROOT/gen-N holds one complete index, ROOT/CURRENT names the one that answers.

A switch is one rename. The generation before stays until the next rebuild is done: an instant way back.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import tantivy

from search import budget
from search.engines.base import EngineUnavailable
from search.engines.embedded import schema, spelling

_CURRENT = "CURRENT"
_PREFIX = "gen-"
_FIRST_WAIT = 5.0
"""Seconds that a process waits for another one to make the first generation; a reader's budget may end before."""
_PAUSE = 0.02


class Generations:
    """The generations below a folder. Holds no state but the folder's path."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> str:
        """Return the name of the generation that answers, making an empty first one when there is none."""
        return self._named() or self._first()

    def documents(self, name: str) -> Path:
        return self.root / name / "documents"

    def words(self, name: str) -> Path:
        return self.root / name / "words"

    def create(self) -> str:
        """Make the next generation, empty, and return its name; the caller is the only one who makes any."""
        name = f"{_PREFIX}{max(self._numbers(), default=0) + 1}"
        for path, fields in ((self.documents(name), schema.SCHEMA), (self.words(name), spelling.SCHEMA)):
            path.mkdir(parents=True)
            tantivy.Index(fields, path=str(path))
        return name

    def switch(self, name: str) -> None:
        """Let another generation answer: durable, in one step."""
        temporary = self.root / f".{_CURRENT}.{os.getpid()}"
        with temporary.open("w") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.root / _CURRENT)
        _sync(self.root)

    def remove(self, name: str) -> None:
        shutil.rmtree(self.root / name, ignore_errors=True)

    def remove_leftovers(self) -> None:
        """Remove all but the generation that answers and the one before: killed rebuilds and generations long gone.

        The caller is the only one who makes generations.
        """
        current = int(self.current().removeprefix(_PREFIX))
        previous = max((number for number in self._numbers() if number < current), default=current)
        for number in self._numbers():
            if number not in (current, previous):
                self.remove(f"{_PREFIX}{number}")

    @contextmanager
    def exclusive(self, wait: float = 0.0) -> Iterator[None]:
        """Be the only one who makes generations; raises EngineUnavailable when another does for longer than `wait`.

        A process that dies lets go.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "rebuild.lock").open("w") as file:
            _lock(file, wait)
            yield

    def _named(self) -> str:
        try:
            return (self.root / _CURRENT).read_text().strip()
        except FileNotFoundError:
            return ""

    def _first(self) -> str:
        with self.exclusive(min(_FIRST_WAIT, budget.remaining())):
            if not self._named():
                self.switch(self.create())
            return self._named()

    def _numbers(self) -> list[int]:
        names = (path.name.removeprefix(_PREFIX) for path in self.root.glob(f"{_PREFIX}*"))
        return [int(name) for name in names if name.isdigit()]


def _lock(file: TextIO, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise EngineUnavailable("Another rebuild is under way.") from error
        time.sleep(_PAUSE)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
