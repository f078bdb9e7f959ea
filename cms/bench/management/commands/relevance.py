"""make relevance: how well search answers judged questions, one line of JSON a set, and whether the floors hold."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cms.bench.apart import require_own_settings
from cms.bench.relevance.run import measure_demo, measure_real
from cms.demo.management.commands.demo import prepare
from cms.demo.progress import Progress
from cms.setup.site import setup_site

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"


class Command(BaseCommand):
    help = "Score the configured search engine on judged questions. Exit 1 when a score is below its floor."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, help="Folder with real records and SDG texts.")
        parser.add_argument("--pairs", action="store_true", help="Ask across all pairs of languages.")

    def handle(self, *args: Any, data: Path, pairs: bool, **options: Any) -> None:
        require_own_settings()
        prepare(Progress(self.stderr))
        setup_site()
        faults: list[str] = []
        for sets in (measure_demo(), measure_real(data, pairs=pairs)):
            for scored in sets:
                self.stdout.write(json.dumps(scored.line()))
                self.stdout.flush()
                faults += scored.faults()
        self.stderr.write("\n".join(faults))
        sys.exit(1 if faults else 0)
