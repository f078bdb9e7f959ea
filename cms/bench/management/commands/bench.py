"""make bench: measure the figures of docs/reference/figures.md and print a line of JSON for each."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser

from cms.bench.run import measure_all
from cms.bench.scale import Scale, quick
from cms.demo.progress import Progress

SETTINGS = "cms.settings.bench"


class Command(BaseCommand):
    help = (
        "Measure this machine: one line of JSON for each figure. Works on a database and an index of its own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--records", type=int, default=Scale.records, help="How many records to make.")
        parser.add_argument("--quick", action="store_true", help="Fewer requests: a look, not a measurement.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not apps.is_installed("cms.bench.stock"):
            # Settings cannot be exchanged in a process that has read them.
            os.execv(sys.executable, [sys.executable, *sys.argv, "--settings", SETTINGS])
        records = options["records"]
        scale = quick(records) if options["quick"] else Scale(records)
        for figure in measure_all(scale, Progress(self.stderr)):
            self.stdout.write(figure.line())
            self.stdout.flush()
