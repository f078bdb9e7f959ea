"""The processes that `endure` starts: each does its part on the site that its environment names."""

from __future__ import annotations

import json
import signal
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from cms.bench.endurance import growing, journal, workers
from cms.bench.endurance.checking import check
from cms.bench.endurance.publishing import Publisher, publish_until


class Command(BaseCommand):
    help = "What the command endure starts; not for people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        publish = parts.add_parser("publish")
        publish.add_argument("--rate", type=float, required=True)
        publish.add_argument("--together", type=int, required=True)
        publish.add_argument("--first", type=int, required=True, help="How many words there were before.")
        parts.add_parser("workers")
        parts.add_parser("check").add_argument("journal", type=Path)
        for name in growing.PARTS:
            parts.add_parser(name).add_argument("records", type=int)

    def handle(self, *, part: str, **options: Any) -> None:
        if part in growing.PARTS:
            self.stdout.write(json.dumps(growing.measure(part, options["records"])))
        else:
            getattr(self, f"do_{part}")(**options)

    def do_publish(self, *, rate: float, together: int, first: int, **options: Any) -> None:
        stop = Event()
        signal.signal(signal.SIGTERM, lambda *received: stop.set())
        publish_until(stop, Publisher(self.say, together, first), rate)

    def say(self, change: journal.Change) -> None:
        self.stdout.write(change.line())
        self.stdout.flush()

    def do_workers(self, **options: Any) -> None:
        workers.obey(sys.stdin, sys.stdout)

    def do_check(self, *, journal: Path, **options: Any) -> None:
        with journal.open() as lines:
            found = check(expected_of(lines))
        self.stdout.write(json.dumps(asdict(found)))


def expected_of(lines: Any) -> journal.Expected:
    return journal.expected(journal.read(lines))
