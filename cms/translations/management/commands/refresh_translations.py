from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.translations.summaries import refresh_all


class Command(BaseCommand):
    help = "Work out again how far every translation is behind its original. May be repeated."

    def handle(self, **options: Any) -> None:
        done = 0
        for count in refresh_all():
            done += count
            if options["verbosity"] > 1:
                self.stderr.write(f"{done} translations")
        self.stdout.write(f"translations={done}")
