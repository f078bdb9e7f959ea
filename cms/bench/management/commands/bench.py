"""make bench: measure the figures of docs/reference/figures.md and print a line of JSON for each."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.bench.apart import require_own_settings
from cms.bench.run import measure_all
from cms.bench.scale import Scale, quick
from cms.demo.progress import Progress


class Command(BaseCommand):
    help = (
        "Measure this machine: one line of JSON for each figure. Works on a database and an index of its own."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--records", type=int, default=Scale().records, help="How many records to make.")
        parser.add_argument("--quick", action="store_true", help="Fewer requests: a look, not a measurement.")

    def handle(self, *args: Any, **options: Any) -> None:
        require_own_settings()
        records = options["records"]
        scale = quick(records) if options["quick"] else Scale(records)
        for figure in measure_all(scale, Progress(self.stderr)):
            self.stdout.write(figure.line())
            self.stdout.flush()
