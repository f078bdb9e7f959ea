"""A site of its own: a database, an index, and the processes that work on them."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from cms.bench.running import Reader, free_port, wait_for
from cms.demo.processes import PATIENCE, server

SETTINGS = "cms.settings.dev"
MADE = "made"
"""Name of the file that says how many records a complete site was made with."""


class Failed(Exception):
    """A process that must succeed did not; the message ends with its last words."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a site lives and what its processes find in their environment."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def start(self, *arguments: str, **streams: int) -> subprocess.Popen[str]:
        """Start a command of manage.py; what it complains of is appended to a log."""
        return self._start([sys.executable, "manage.py", *arguments], arguments[0], **streams)

    def output_of(self, *arguments: str) -> str:
        """Return what a command prints that must succeed. Raises Failed."""
        process = self.start(*arguments, stdout=subprocess.PIPE)
        output, _nothing = process.communicate()
        if process.returncode:
            raise Failed(
                f"{' '.join(arguments)} ended with {process.returncode}. {self.last_words(arguments[0])}"
            )
        return output

    @contextmanager
    def running(self, *arguments: str) -> Iterator[None]:
        """Have a command run as long as the block lasts."""
        with stopping(self.start(*arguments)):
            yield

    @contextmanager
    def serving(self) -> Iterator[Reader]:
        """Have the site served on a free port as long as the block lasts."""
        reader = Reader(free_port())
        with stopping(self._start(server(reader.port), "server")):
            wait_for(reader)
            yield reader

    def make(self, records: int) -> None:
        """Fill the folder with a new site of so many demo records, unless there is a complete one of that size."""
        made = self.folder / MADE
        if made.exists() and made.read_text() == str(records):
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.output_of("compile_catalogues")
        self.output_of("demo", "--no-serve", "--projects", str(records))
        made.write_text(str(records))

    def take_over(self, other: Site) -> None:
        """Become what another site is, at rest; what was here is thrown away."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(other.folder, self.folder, ignore=shutil.ignore_patterns("*.log"))
        self.output_of("compile_catalogues")
        self.output_of("search_rebuild")

    def last_words(self, name: str) -> str:
        path = self._log(name)
        lines = path.read_text(errors="replace").splitlines() if path.exists() else []
        return "\n".join([f"{path} ends with:", *lines[-15:]])

    def _start(self, command: list[str], name: str, **streams: int) -> subprocess.Popen[str]:
        own = {"DATA_DIR": str(self.folder), "DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONUNBUFFERED": "1"}
        assigned = [f"{name}={value}" for name, value in {**own, **self.environment}.items()]
        with self._log(name).open("a") as log:
            return subprocess.Popen(
                # env does it, because nothing but the settings may look into our own environment.
                ["env", "-u", "DATABASE_URL", *assigned, *command],
                cwd=settings.BASE_DIR,
                stderr=log,
                text=True,
                # Ctrl-C is for the harness, which ends the others in order.
                start_new_session=True,
                **({"stdout": subprocess.DEVNULL} | streams),
            )

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"


@contextmanager
def stopping(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """End a process with the block, by its own means if it has not died already."""
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
