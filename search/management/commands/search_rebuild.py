from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import building
from search.indexing.rebuild import rebuild


class Command(BaseCommand):
    help = "Build the search index anew from the database and swap it in; search goes on answering meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--one-process", action="store_true", help="Take twice the time and half the memory."
        )

    def handle(self, *, one_process: bool, **options: Any) -> None:
        try:
            rebuilt = rebuild(self.show_progress, building.here if one_process else building.ahead)
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
