from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import outbox
from search.indexing.repair import repair
from search.indexing.verify import Differences, verify

SHOWN = 20


class Command(BaseCommand):
    help = "Compare the search index with the database. Exit status 1 when they differ, with --repair still differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="Mend every difference, then compare again."
        )

    def handle(self, **options: Any) -> None:
        try:
            differences = repair() if options["repair"] else verify()
        except (EngineUnavailable, OperationalError) as error:
            raise CommandError(f"The search engine or the database does not answer: {error}") from error
        finally:
            service.close()
        self.report(differences)
        if differences:
            self.advise(differences, repaired=options["repair"])
            sys.exit(1)

    def report(self, differences: Differences) -> None:
        for name in ("missing", "extra", "outdated"):
            for id in getattr(differences, name)[:SHOWN]:
                self.stdout.write(f"{name} {id}")
        self.stdout.write(
            f"records={differences.records} missing={len(differences.missing)} "
            f"extra={len(differences.extra)} outdated={len(differences.outdated)}"
        )

    def advise(self, differences: Differences, *, repaired: bool) -> None:
        """Say what to do about the differences, and which of them are records that cannot be indexed."""
        for row in outbox.parked().filter(document_id__in=list(differences.ids)[:SHOWN]):
            self.stderr.write(f"parked {row.document_id} after {row.attempts} attempts: {row.last_error}")
        if not repaired:
            self.stderr.write(
                "Let search_worker finish; if the difference stays, run search_verify --repair."
            )
