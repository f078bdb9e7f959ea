from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import service
from search.engines.base import EngineUnavailable
from search.indexing.rebuild import rebuild


class Command(BaseCommand):
    help = "Build the search index anew from the database and swap it in; search goes on answering meanwhile."

    def handle(self, **options: Any) -> None:
        try:
            rebuilt = rebuild(self.show_progress)
        except EngineUnavailable as error:
            raise CommandError(f"The search engine does not answer: {error}") from error
        finally:
            service.close()
        self.stdout.write(
            f"generation={rebuilt.generation} documents={rebuilt.documents} "
            f"failed={rebuilt.failed} waiting={rebuilt.again}"
        )

    def show_progress(self, done: int, total: int) -> None:
        ending = "\n" if done == total else "\r"
        self.stderr.write(f"Indexing {done} of {total}", ending=ending)
