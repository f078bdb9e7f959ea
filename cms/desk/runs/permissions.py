"""Who sees, carries out and undoes decisions that were taken together."""

from __future__ import annotations

from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.permissions import is_administrator
from cms.desk.runs.enums import TAKEN
from cms.desk.runs.models import Run, RunQuerySet


def visible_runs(user: User) -> RunQuerySet:
    """Return the person's own; administrators see what others began and hold, but no unconfirmed preview."""
    own = Run.objects.filter(by=user)
    return own | Run.objects.confirmed() if is_administrator(user) else own


def owns(user: User, run: Run) -> bool:
    """Whether the person may carry the run out: its decisions are logged as theirs."""
    return run.by_id == user.pk


def takes_back(user: User, run: Run) -> bool:
    """Whether the person may take a held decision back, or a time away."""
    return user.is_active and (owns(user, run) or is_administrator(user))


def can_undo(user: User, run: Run) -> bool:
    """Whoever took the decisions, and administrators: for 30 days, and while it is not carried out to its end."""
    is_over = run.undone_at is not None or (run.undo_until is not None and timezone.now() >= run.undo_until)
    return not is_over and takes_back(user, run) and run.decisions.filter(outcome__in=TAKEN).exists()
