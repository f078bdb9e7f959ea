from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.desk.waiting.reminders import escalate, send_digests
from cms.mail.collecting import NotAllTold, one_by_one


class Command(BaseCommand):
    help = "Write the mails about what waits for a decision. Run it every morning; again on the same day adds nothing."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        told: list[int] = []
        try:
            one_by_one((escalate, send_digests), lambda tell: told.append(tell(now=now)) or 0)
        except NotAllTold as error:
            raise CommandError(str(error)) from error
        escalated, digests = told
        self.stdout.write(f"escalated={escalated} digests={digests}")
