"""Writing: one writer at a time over all processes, safe against being killed at any moment."""

from __future__ import annotations

import atexit
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from search.engines.base import EngineUnavailable
from search.engines.embedded.reader import open_index

_MEMORY = 64_000_000
"""Bytes a writer collects before it begins another segment: enough for 15,000 records in one, which is what answers
fastest. More records make more segments and take no more memory."""
_PAUSE = 0.02
_IDLE = 1.0
_LONGEST = 5.0


@contextmanager
def writing(path: Path, wait: float) -> Iterator[tantivy.IndexWriter]:
    """Be the only writer of an index; nothing is kept but what the caller commits.

    Raises EngineUnavailable when another process writes for longer than `wait` seconds.
    """
    writer = _acquire(open_index(path), wait)
    try:
        yield writer
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _acquire(index: tantivy.Index, wait: float) -> tantivy.IndexWriter:
    """Open the one writer, and clear away what a killed one left half-written."""
    deadline = time.monotonic() + wait
    while True:
        try:
            writer = index.writer(heap_size=_MEMORY, num_threads=1)
        except ValueError as error:
            if "Lock" not in str(error) or time.monotonic() >= deadline:
                raise EngineUnavailable("Another process is writing the index.") from error
        else:
            writer.garbage_collect_files()
            return writer
        time.sleep(_PAUSE)


@dataclass
class _Held:
    path: Path
    index: tantivy.Index
    writer: tantivy.IndexWriter
    opened: float = field(default_factory=time.monotonic)
    used: float = 0.0


class HeldWriter:
    """A writer that stays open between batches that follow closely, so that merges go on beside them.

    Letting go means waiting for merges, about a second when the whole index is merged, which one commit in eight
    brings about. (Not waiting left records twice when the process was killed.) So it lets go after a second without a
    batch, after five in any case, because another process may be waiting, and at the end of the process.
    """

    def __init__(self) -> None:
        self._held: _Held | None = None
        self._forget()

    @contextmanager
    def writing(self, path: Path, wait: float) -> Iterator[tuple[tantivy.IndexWriter, tantivy.Searcher]]:
        """Be the only writer of an index and see what is committed; otherwise as the function writing()."""
        if self._process != os.getpid():
            self._forget()
        with self._lock:
            held = self._take(path, wait)
            try:
                held.index.reload()
                yield held.writer, held.index.searcher()
            except BaseException:
                held.writer.rollback()
                raise
            finally:
                held.used = time.monotonic()
                self._watch()

    def release(self) -> None:
        """Let go once the merges under way are done."""
        if self._process != os.getpid():
            return
        with self._lock:
            held, self._held = self._held, None
            atexit.unregister(self.release)
            if held:
                held.writer.wait_merging_threads()

    def _forget(self) -> None:
        """Begin anew in this process. A parent's writer is kept and never dropped: that would wait for its threads."""
        self._inherited = self._held
        self._process = os.getpid()
        self._lock = threading.RLock()
        self._held = None
        self._watching = False

    def _take(self, path: Path, wait: float) -> _Held:
        held = self._held
        if held and held.path == path:
            return held
        self.release()
        index = open_index(path)
        self._held = held = _Held(path, index, _acquire(index, wait))
        atexit.register(self.release)
        return held

    def _watch(self) -> None:
        if not self._watching:
            self._watching = True
            timer = threading.Timer(_IDLE, self._let_go_in_time)
            timer.daemon = True
            timer.start()

    def _let_go_in_time(self) -> None:
        with self._lock:
            self._watching = False
            now, held = time.monotonic(), self._held
            if held and now - held.used < _IDLE and now - held.opened < _LONGEST:
                self._watch()
            else:
                self.release()
