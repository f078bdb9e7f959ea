from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.duplicates.index import refresh


class Command(BaseCommand):
    help = "Take the fingerprints by which probable duplicates are found, where they are missing. May be repeated."

    def handle(self, **options: Any) -> None:
        done = 0
        for count in refresh():
            done += count
            if options["verbosity"] > 1:
                self.stderr.write(f"{done} fingerprints")
        self.stdout.write(f"fingerprints={done}")
