"""Telling a waiting person what is being done and how far it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

EVERY = 1.0
"""Seconds between two lines of a long step."""


class Progress:
    """Lines on a stream: one when a step begins, one now and then, one when it ends."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.told = 0.0

    def say(self, line: str) -> None:
        self.stream.write(line)
        self.stream.flush()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self.say(f"{name} ...")
        begun = time.monotonic()
        yield
        self.say(f"{name}: done in {time.monotonic() - begun:.1f} s")

    def count_to(self, done: int, total: int, what: str) -> None:
        """Say from time to time how many of the things are done."""
        if total and time.monotonic() - self.told >= EVERY:
            self.told = time.monotonic()
            self.say(f"  {done:,} of {total:,} {what}")
