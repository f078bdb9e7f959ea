"""What the worker does beside bringing changes in: the dictionary, and whether the index is still what it was."""

from __future__ import annotations

import time

import structlog

from search import service
from search.editorial import questions
from search.indexing.rebuild import rebuild
from search.indexing.verify import enqueue_differences
from search.models import Upkeep

log = structlog.get_logger(__name__)

LOOK_EVERY = 10.0
"""Seconds between two looks at the engine, and between two signs of life."""
REFRESH_EVERY = 60.0
"""Seconds between two refreshes: at 15,000 records one takes about a second, which a reader must not wait for."""
COMPARE_EVERY = 3600.0
FORGET_EVERY = 3600.0
"""Seconds between two deletions of the questions that nobody asks any more."""


class Caretaker:
    """Told of every batch; works only when there was nothing to bring in.

    With `at_once` it brings the dictionary up to date without waiting for its turn, and does nothing else.
    """

    def __init__(self, *, at_once: bool = False) -> None:
        self.at_once = at_once
        self._changed = False
        self._sign_at = self._look_at = self._refresh_at = self._compare_at = self._forget_at = 0.0
        self._seen: tuple[str, bool] | None = None

    def sign(self) -> None:
        """Give a sign of life now and then, whatever the engine does."""
        if (now := time.monotonic()) >= self._sign_at:
            Upkeep.note(Upkeep.Work.WATCHED)
            self._sign_at = now + LOOK_EVERY

    def after(self, changes: int) -> None:
        """Note that there were changes, or look after the index when there were none. Raises EngineUnavailable."""
        if changes:
            self._changed = True
            return
        now = time.monotonic()
        if not self.at_once and now >= self._look_at:
            self._look_at = now + LOOK_EVERY
            self._look(now)
        if not self.at_once and now >= self._forget_at:
            self._forget_at = now + FORGET_EVERY
            questions.forget_old()
        if self._changed and (self.at_once or now >= self._refresh_at):
            self._refresh()

    def _look(self, now: float) -> None:
        """Compare index and database when another generation answers than before, when it is empty, and every hour.

        An index that was lost, or restored from a backup, is thereby mended without an operator. A lost one is filled
        beside the empty one, so that nobody takes a part of it for the whole.
        """
        health = service.engine().health()
        seen = (health.generation, health.documents > 0)
        if seen == self._seen and now < self._compare_at:
            return
        if service.is_lost():
            log.warning("index_lost", generation=rebuild().generation)
        elif differing := enqueue_differences():
            log.warning("index_differs", records=differing, generation=health.generation)
        Upkeep.note(Upkeep.Work.COMPARED)
        self._seen, self._compare_at = seen, now + COMPARE_EVERY

    def _refresh(self) -> None:
        service.engine().refresh()
        Upkeep.note(Upkeep.Work.REFRESHED)
        self._changed = False
        self._refresh_at = time.monotonic() + REFRESH_EVERY
