"""What an import tells: the rejected lines in a file, what was not kept beside it, progress on the screen."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from cms.records.importing.run import Listener, Tally
from cms.records.importing.text import printable
from cms.records.importing.values import Incoming, Note, Rejection

SHOWN = 20
"""Rejections, and notes, that are shown on the screen too."""
SECONDS_BETWEEN = {True: 1.0, False: 10.0}
"""Between two lines of progress: on a terminal, and elsewhere."""


def notes_path(report: Path) -> Path:
    """Return where the notes go: out.jsonl -> out.notes.jsonl."""
    return report.with_suffix(f".notes{report.suffix}")


class Reporter:
    """Listens to one import. The report's files are opened at once and closed at the end of its context."""

    def __init__(self, screen: Any, report: Path | None) -> None:
        self.screen = screen
        self.report = report
        self.tally = Tally()
        self.told: Counter[str] = Counter()
        self._stack = ExitStack()
        self._files = self._opened()
        self._next_progress = time.monotonic() + SECONDS_BETWEEN[False] / 5

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        self._tell_rest()

    def listener(self) -> Listener:
        return Listener(
            on_rejection=self.rejection,
            on_note=self.note,
            on_progress=self.progress,
            on_unknown_column=self.unknown_column,
        )

    def rejection(self, rejection: Rejection) -> None:
        self._tell("rejected", rejection.line, rejection.source_id, rejection.field, rejection.error)

    def note(self, incoming: Incoming, note: Note) -> None:
        self._tell("note", incoming.line, incoming.key[1], note.field, note.text)

    def unknown_column(self, name: str, line: int) -> None:
        self._tell("note", line, "", name, "no column the import knows, from this line on; left out")

    def progress(self, tally: Tally) -> None:
        self.tally = tally
        if time.monotonic() >= self._next_progress:
            self._next_progress = time.monotonic() + SECONDS_BETWEEN[self.screen.isatty()]
            self.screen.write(f"{tally.lines} lines read: {tally}")

    def _opened(self) -> dict[str, IO[str]]:
        if self.report is None:
            return {}
        paths = {"rejected": self.report, "note": notes_path(self.report)}
        return {
            kind: self._stack.enter_context(path.open("w", encoding="utf-8")) for kind, path in paths.items()
        }

    def _tell(self, kind: str, line: int, source_id: str, field: str, error: str) -> None:
        self.told[kind] += 1
        source_id, field, error = map(printable, (source_id, field, error))
        if kind in self._files:
            row = {"line": line, "source_id": source_id, "field": field, "error": error}
            self._files[kind].write(json.dumps(row, ensure_ascii=False) + "\n")
        if self.told[kind] <= SHOWN:
            self.screen.write(
                f"line {line}, {kind}: {field}: {error}" if field else f"line {line}, {kind}: {error}"
            )

    def _tell_rest(self) -> None:
        for kind, count in self.told.items():
            if count > SHOWN:
                where = "" if self.report else "; --report OUT.jsonl writes all of them"
                self.screen.write(f"… and {count - SHOWN} more: {kind}{where}")
