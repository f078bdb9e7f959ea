from __future__ import annotations

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import worker


class Command(BaseCommand):
    help = "Bring changes from the outbox into the search index until stopped (SIGTERM or Ctrl-C)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Stop when nothing is waiting.")

    def handle(self, *, once: bool, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *received: stop.set())
        try:
            worker.run(stop, once=once)
        except (EngineUnavailable, OperationalError) as error:
            raise CommandError(f"Stopped with changes still waiting: {error}") from error
        finally:
            service.close()
