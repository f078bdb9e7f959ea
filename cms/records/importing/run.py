"""A whole file, batch by batch. Stopped at any moment and run again, it ends as if it had not been stopped."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wagtail.log_actions import LogContext

from cms.accounts.models import User
from cms.records.bulk.values import TargetState
from cms.records.importing.lines import clean
from cms.records.importing.lookups import Lookups
from cms.records.importing.readers import Format, read
from cms.records.importing.values import FileUnusable, Incoming, Key, Line, Note, Rejection
from cms.records.importing.writing import BatchWriter, Outcome, preview

BATCH = 500
"""Records in one transaction: server and worker write between two of them."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an operator asks for."""

    path: Path
    file_format: Format
    state: TargetState
    by: User
    person: str
    """Who is named in the log, also where the account is a technical one."""
    dry_run: bool = False


@dataclass(slots=True)
class Tally:
    """What became of the lines read so far."""

    counts: Counter[Outcome] = field(default_factory=Counter)
    lines: int = 0

    def __str__(self) -> str:
        return " ".join(f"{outcome}={self.counts[outcome]}" for outcome in Outcome)


@dataclass(slots=True)
class Listener:
    """Who is told while an import runs."""

    on_rejection: Callable[[Rejection], None] = lambda rejection: None
    on_note: Callable[[Incoming, Note], None] = lambda incoming, note: None
    on_progress: Callable[[Tally], None] = lambda tally: None
    on_unknown_column: Callable[[str, int], None] = lambda name, line: None


def import_file(request: Request, listener: Listener | None = None) -> Tally:
    """Import a file and return what became of its lines: each is created, updated, unchanged or rejected.

    Raises FileUnusable when the file cannot be read to its end; what was written before stays, and a second run goes on
    from there. With dry_run nothing is written.
    """
    run = _Run(request, listener or Listener())
    # Years and editions that are made on the way are logged by Wagtail, which is not told a person there.
    with LogContext(user=request.by, generate_uuid=False):
        for batch in run.batches():
            run.settle(batch)
    run.tell_unknown_columns()
    return run.tally


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hexadecimal digits."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FileUnusable(f"“{path}” cannot be read: {error.strerror or error}.") from None


class _Run:
    """The state of one import: what was counted, and which keys the file has had."""

    def __init__(self, request: Request, listener: Listener) -> None:
        self.request = request
        self.listener = listener
        self.tally = Tally()
        self.unknown: dict[str, int] = {}
        self.first_lines: dict[Key, int] = {}
        origin = {"person": request.person, "file": request.path.name, "digest": file_digest(request.path)}
        self.writer = BatchWriter(request.state, request.by, Lookups(request.by), origin)

    def batches(self) -> Iterator[list[Incoming]]:
        """Yield the lines that can be imported, a batch at a time; what cannot is told and counted at once.

        When the file turns out to be damaged, what was read before is yielded first.
        """
        batch: list[Incoming] = []
        try:
            for line in read(self.request.path, self.request.file_format):
                self.tally.lines += 1
                incoming = self._accepted(line)
                if incoming is not None:
                    batch.append(incoming)
                if len(batch) == BATCH:
                    yield batch
                    batch = []
        except FileUnusable:
            yield batch
            raise
        yield batch

    def settle(self, batch: list[Incoming]) -> None:
        result = preview(batch) if self.request.dry_run else self.writer.write(batch)
        self.tally.counts.update(result.outcomes.values())
        for rejection in result.rejections:
            self.listener.on_rejection(rejection)
        for incoming in batch:
            if incoming.notes and result.outcomes[incoming.line] in {Outcome.CREATED, Outcome.UPDATED}:
                self._tell_notes(incoming)
        self._check_sum()
        self.listener.on_progress(self.tally)

    def tell_unknown_columns(self) -> None:
        for name, line in self.unknown.items():
            self.listener.on_unknown_column(name, line)

    def _accepted(self, line: Line | Rejection) -> Incoming | None:
        found = clean(line, self.unknown) if isinstance(line, Line) else line
        if isinstance(found, Incoming):
            earlier = self.first_lines.setdefault(found.key, found.line)
            if earlier == found.line:
                return found
            error = f"The file has this source and source_id already on line {earlier}."
            found = Rejection(found.line, "source_id", error, found.key[1])
        self.tally.counts[Outcome.REJECTED] += 1
        self.listener.on_rejection(found)
        return None

    def _tell_notes(self, incoming: Incoming) -> None:
        for note in incoming.notes:
            self.listener.on_note(incoming, note)

    def _check_sum(self) -> None:
        if self.tally.counts.total() != self.tally.lines:
            raise AssertionError(f"{self.tally.lines} lines were read, but {self.tally} were counted")
