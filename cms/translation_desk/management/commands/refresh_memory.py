from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cms.translation_desk.assistance.memory_filling import remember_all


class Command(BaseCommand):
    help = "Put every published translation into the translation memory again. May be repeated."

    def handle(self, **options: Any) -> None:
        done = 0
        for count in remember_all():
            done += count
            if options["verbosity"] > 1:
                self.stderr.write(f"{done} units")
        self.stdout.write(f"units={done}")
