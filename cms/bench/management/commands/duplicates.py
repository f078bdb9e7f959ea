"""make duplicates: how many seeded duplicates are found, and how often a record that is none is called one."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cms.bench.apart import require_own_settings
from cms.bench.duplicates.run import PARTS, measure_demo, measure_real
from cms.demo.management.commands.demo import prepare
from cms.demo.progress import Progress
from cms.setup.site import setup_site

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"


class Command(BaseCommand):
    help = "Score what finds duplicates on a seeded set. Exit 1 when a share is beyond its limit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, help="Folder with real records.")
        parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="Which halves.")
        parser.add_argument("--show", action="store_true", help="Name the records that were judged wrongly.")

    def handle(self, *args: Any, data: Path, parts: list[str], show: bool, **options: Any) -> None:
        require_own_settings()
        prepare(Progress(self.stderr))
        setup_site()
        faults: list[str] = []
        for sets in (measure_demo(parts), measure_real(data, parts)):
            for scored in sets:
                self.stdout.write(json.dumps(scored.line() | ({"wrong": scored.wrong} if show else {})))
                self.stdout.flush()
                faults += scored.faults()
        self.stderr.write("\n".join(faults))
        sys.exit(1 if faults else 0)
