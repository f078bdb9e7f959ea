"""Noting who approved a step that asks for several people."""

from __future__ import annotations

from wagtail.models import TaskState

from cms.accounts.models import User
from cms.moderation.approvals.models import Approval
from cms.moderation.approvals.progress import Progress
from cms.moderation.approvals.queries import progress_of


def note_approval(step: TaskState, *, by: User) -> Progress | None:
    """Note that the person approved the step's revision and return how far it is then; None where one is enough.

    The caller holds the lock on the page and has asked permissions.py.
    """
    if progress_of([step]).get(step.pk) is None:
        return None
    Approval.objects.filter(step=step, person=by).delete()
    Approval.objects.create(step=step, person=by, revision=step.revision)
    return progress_of([step])[step.pk]
