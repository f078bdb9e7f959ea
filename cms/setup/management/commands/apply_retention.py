from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.permissions import is_administrator
from cms.setup.retention import apply_retention, drafts_due


class Command(BaseCommand):
    help = "Remove what has been kept long enough: see docs/explanation/retention.md. Run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--by", help="e-mail address of the administrator in whose name old closed drafts go"
        )
        parser.add_argument("--dry-run", action="store_true", help="only count the drafts that would go")

    def handle(self, *, by: str | None, dry_run: bool, **options: Any) -> None:
        now = timezone.now()
        if dry_run:
            self.stdout.write(f"drafts={drafts_due(now=now)}")
            return
        self.stdout.write(str(apply_retention(by=self._person(by), now=now)))

    def _person(self, email: str | None) -> User | None:
        if not email:
            return None
        person = User.objects.filter(email__iexact=email).first()
        if person is None or not is_administrator(person):
            raise CommandError(f"{email} is no administrator.")
        return person
