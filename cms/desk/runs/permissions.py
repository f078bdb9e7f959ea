"""Who sees, carries out and undoes decisions that were taken together."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.permissions import is_administrator
from cms.desk.runs.models import Run


def visible_runs(user: User) -> QuerySet[Run]:
    """Return the person's own; administrators see what others carried out and hold, but no unconfirmed preview."""
    own = Q(by=user)
    return Run.objects.filter(own | ~Q(done_at=None) | Q(is_held=True) if is_administrator(user) else own)


def owns(user: User, run: Run) -> bool:
    """Whether the person may carry the run out: its decisions are logged as theirs."""
    return run.by_id == user.pk


def takes_back(user: User, run: Run) -> bool:
    """Whether the person may take a held decision back, or a time away."""
    return user.is_active and (owns(user, run) or is_administrator(user))


def can_undo(user: User, run: Run) -> bool:
    """Whoever took the decisions, and administrators, for as long as it is open."""
    is_open = run.undo_until is not None and run.undone_at is None and timezone.now() < run.undo_until
    return is_open and takes_back(user, run)
