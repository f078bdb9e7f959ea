from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.desk.waiting.reminders import escalate, send_digests


class Command(BaseCommand):
    help = "Write the mails about what waits for a decision. Run it every morning; again on the same day adds nothing."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"escalated={escalate(now=now)} digests={send_digests(now=now)}")
