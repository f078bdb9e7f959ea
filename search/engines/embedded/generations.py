"""Generations on disk: ROOT/gen-N holds one complete index, ROOT/CURRENT names the one that answers.

A switch is one rename. The generation before stays until the next rebuild is done: an instant way back.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.engines.base import EngineUnavailable
from search.engines.embedded import schema, spelling

_CURRENT = "CURRENT"
_PREFIX = "gen-"


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
    def exclusive(self, *, wait: bool = False) -> Iterator[None]:
        """Be the only process that makes generations; raises EngineUnavailable when another one does.

        A process that dies lets go. Waiting is for what takes milliseconds, not for a rebuild.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "rebuild.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise EngineUnavailable("Another rebuild is under way.") from error
            yield

    def _named(self) -> str:
        try:
            return (self.root / _CURRENT).read_text().strip()
        except FileNotFoundError:
            return ""

    def _first(self) -> str:
        with self.exclusive(wait=True):
            if not self._named():
                self.switch(self.create())
            return self._named()

    def _numbers(self) -> list[int]:
        names = (path.name.removeprefix(_PREFIX) for path in self.root.glob(f"{_PREFIX}*"))
        return [int(name) for name in names if name.isdigit()]


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
