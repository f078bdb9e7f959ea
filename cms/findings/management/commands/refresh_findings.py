from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.findings.index import refresh
from cms.findings.tasks import try_links_soon


class Command(BaseCommand):
    help = "Check again what waits where that is due, and have its links tried. May be repeated."

    def handle(self, **options: Any) -> None:
        done = 0
        for count in refresh():
            done += count
            if options["verbosity"] > 1:
                self.stderr.write(f"{done} checks")
        try_links_soon()
        self.stdout.write(f"checks={done}")
