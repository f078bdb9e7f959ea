from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import service
from search.engines.base import EngineUnavailable
from search.indexing.verify import Differences, verify

SHOWN = 20


class Command(BaseCommand):
    help = "Compare the search index with the database. Exit status 1 when they differ."

    def handle(self, **options: Any) -> None:
        try:
            differences = verify()
        except EngineUnavailable as error:
            raise CommandError(f"The search engine does not answer: {error}") from error
        finally:
            service.close()
        self.report(differences)
        if differences:
            sys.exit(1)

    def report(self, differences: Differences) -> None:
        for name in ("missing", "extra", "outdated"):
            for id in getattr(differences, name)[:SHOWN]:
                self.stdout.write(f"{name} {id}")
        self.stdout.write(
            f"records={differences.records} missing={len(differences.missing)} "
            f"extra={len(differences.extra)} outdated={len(differences.outdated)}"
        )
        if differences:
            self.stderr.write("Let search_worker finish; if the difference stays, run search_rebuild.")
