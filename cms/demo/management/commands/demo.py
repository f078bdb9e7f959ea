"""make demo: fill a database with demo records where it is empty, then serve it."""

from __future__ import annotations

import socket
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.demo import loading, processes
from cms.demo.accounts import ACCOUNTS
from cms.demo.progress import Progress
from cms.demo.staff import PASSWORD


class Command(BaseCommand):
    help = "Fill an empty database with demo records in six languages and serve it until Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--projects", type=int, default=loading.PROJECTS, help="How many projects to make."
        )
        parser.add_argument("--no-serve", action="store_true", help="Stop when everything is made.")

    def handle(self, *args: Any, port: int, projects: int, no_serve: bool, **options: Any) -> None:
        if not no_serve:
            require_free(port)
        settings.WAGTAILADMIN_BASE_URL = base_url(port)
        progress = Progress(self.stderr)
        try:
            prepare(progress)
            loading.load(projects, progress)
        except KeyboardInterrupt:
            self.stdout.write("Stopped. Run make demo again: it goes on from here.")
            return
        if no_serve:
            return
        started = processes.services(port, settings.WAGTAILADMIN_BASE_URL)
        processes.run(started, port, lambda: self.introduce(port))
        self.stdout.write("Stopped. Run make demo again: the data is kept.")

    def introduce(self, port: int) -> None:
        """Say where the site is and who may sign in, also to a reader at the other end of a pipe."""
        self.stdout.write(introduction(port))
        self.stdout.flush()


def prepare(progress: Progress) -> None:
    """Bring database and static files up to this version; quick when they are."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with progress.step("Database"):
        call_command("migrate", verbosity=0, interactive=False)
    with progress.step("Static files"):
        call_command("collectstatic", verbosity=0, interactive=False)


def base_url(port: int) -> str:
    """Return BASE_URL; where it is not set, the address that the demo is served at."""
    if settings.WAGTAILADMIN_BASE_URL != settings.DEFAULT_BASE_URL:
        return settings.WAGTAILADMIN_BASE_URL
    return f"http://127.0.0.1:{port}"


def require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CommandError(f"Port {port} is in use. Choose another: make demo PORT={port + 1}") from None


def introduction(port: int) -> str:
    """Return the address and the demo accounts as a table."""
    rows = [(one.email, " ".join(filter(None, (one.role, one.scope))), one.try_this) for one in ACCOUNTS]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    lines = [f"  {email:<{widths[0]}}  {role:<{widths[1]}}  {try_this}" for email, role, try_this in rows]
    return "\n".join(
        [
            "",
            f"Open http://127.0.0.1:{port}/ and, to moderate, http://127.0.0.1:{port}/admin/",
            f"Sign in with one of these and the password “{PASSWORD}”:",
            *lines,
            f"Mails stay here; each reads their own, admin@example.org all, at http://127.0.0.1:{port}/admin/mail/",
            "Ctrl-C stops everything.",
            "",
        ]
    )
