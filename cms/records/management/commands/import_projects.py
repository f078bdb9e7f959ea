"""Bring records from a file into the repository; docs/reference/import.md has the format."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from wagtail.models import Page

from cms.accounts.models import User
from cms.records.bulk.values import TargetState
from cms.records.importing.operators import operator_account
from cms.records.importing.readers import Format, guess_format
from cms.records.importing.reports import Reporter
from cms.records.importing.run import Request, import_file
from cms.records.importing.values import FileUnusable

REJECTED = 3
USAGE = 2


class Command(BaseCommand):
    help = "Import records from a jsonl, csv or xlsx file, each also gzipped. Run again, it writes only what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--format", choices=[str(each) for each in Format], help="by default told by the file's name"
        )
        parser.add_argument(
            "--state",
            choices=[str(each) for each in TargetState],
            default=str(TargetState.DRAFT),
            help="how far the records are taken: draft (the default), review, or published past the review",
        )
        parser.add_argument(
            "--by", metavar="USER", help="user name or e-mail address of who answers for the import"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument(
            "--report", type=Path, metavar="OUT.jsonl", help="write the rejected lines and why here"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._require_site()
        request = self._request(options)
        reporter = self._reporter(options["report"])
        try:
            with reporter:
                import_file(request, reporter.listener())
        except FileUnusable as error:
            self.stderr.write(f"{error} What was read before it has been imported.")
            self._finish(reporter, USAGE)
        self._finish(reporter, REJECTED if reporter.told["rejected"] else 0)

    def _require_site(self) -> None:
        """Set up a new installation first: an import needs its languages, vocabularies and indexes."""
        if not Page.objects.filter(depth__gt=2).exists():
            self.stderr.write(
                "A new installation: setting up roles, vocabularies, languages and fixed pages first."
            )
            call_command("setup_site", stdout=self.stderr)

    def _reporter(self, report: Path | None) -> Reporter:
        try:
            return Reporter(self.stderr, report)
        except OSError as error:
            raise CommandError(f"“{report}” cannot be written: {error.strerror}.", returncode=USAGE) from None

    def _finish(self, reporter: Reporter, code: int) -> None:
        self.stdout.write(str(reporter.tally))
        self.stdout.flush()
        if code:
            sys.exit(code)

    def _request(self, options: dict[str, Any]) -> Request:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file “{path}”.", returncode=USAGE)
        try:
            file_format = Format(options["format"]) if options["format"] else guess_format(path)
        except FileUnusable as error:
            raise CommandError(str(error), returncode=USAGE) from None
        user, person = self._operator(options["by"], save=not options["dry_run"])
        return Request(path, file_format, TargetState(options["state"]), user, person, options["dry_run"])

    def _operator(self, name: str | None, *, save: bool) -> tuple[User, str]:
        if name is None:
            return operator_account(save=save), f"{getpass.getuser()} (operator of the machine)"
        user = User.objects.filter(Q(username=name) | Q(email__iexact=name), is_active=True).first()
        if user is None:
            raise CommandError(
                f"Nobody active has the user name or e-mail address “{name}”.", returncode=USAGE
            )
        return user, user.get_username()
