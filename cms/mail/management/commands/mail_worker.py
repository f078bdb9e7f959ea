from __future__ import annotations

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from cms.mail import worker
from cms.mail.collecting import NotAllTold


class Command(BaseCommand):
    help = "Send the mails in the outbox until stopped (SIGTERM or Ctrl-C)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Stop when nothing is due.")

    def handle(self, *, once: bool, **options: Any) -> None:
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *received: stop.set())
        try:
            worker.run(stop, once=once)
        except OperationalError as error:
            raise CommandError(f"Stopped with mails still waiting: {error}") from error
        except NotAllTold as error:
            raise CommandError(str(error)) from error
