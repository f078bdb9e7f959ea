from __future__ import annotations

import mailbox
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.mail.bounces import report_in, take_back


class Command(BaseCommand):
    help = "Read reports of undelivered mail and mark the addresses; without a path, one message from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="an mbox file or a maildir")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError(f"There is no mailbox {', '.join(missing)}.")
        read = reports = news = 0
        for message in messages_in(paths) if paths else [message_from_bytes(sys.stdin.buffer.read())]:
            read += 1
            if report := report_in(message):
                reports += 1
                news += take_back(report)
        self.stdout.write(f"read={read} reports={reports} new={news}")


def messages_in(paths: Iterable[Path]) -> Iterator[Message]:
    for path in paths:
        kind = mailbox.Maildir if path.is_dir() else mailbox.mbox
        box = kind(path, create=False)
        try:
            yield from box
        finally:
            box.close()
