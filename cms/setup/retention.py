"""What is kept how long, applied: docs/explanation/retention.md says why. Nothing that was public is touched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from cms.accounts.models import User
from cms.findings.index import forget
from cms.mail import outbox
from cms.translation_desk.files import jobs
from cms.undo.actions import forget_copies
from cms.undo.retention import closed_drafts, delete_closed_drafts
from search.editorial import questions

TASKS_KEPT_FOR = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Applied:
    """How much went."""

    copies: int
    drafts: int
    mails: int
    questions: int

    def __str__(self) -> str:
        return f"copies={self.copies} drafts={self.drafts} mails={self.mails} questions={self.questions}"


def apply_retention(*, by: User | None, now: dt.datetime) -> Applied:
    """Remove what has been kept long enough. Repeatable; drafts go only where a person is named."""
    jobs.delete_old_jobs(now - jobs.KEPT)
    forget(now)
    call_command("clearsessions")
    DBTaskResult.objects.filter(finished_at__lt=now - TASKS_KEPT_FOR).delete()
    return Applied(
        copies=forget_copies(now=now),
        drafts=delete_closed_drafts(by=by, now=now) if by else 0,
        mails=outbox.forget_old(),
        questions=questions.forget_old(),
    )


def drafts_due(*, now: dt.datetime) -> int:
    """Return how many drafts would go."""
    return closed_drafts(now=now).count()
