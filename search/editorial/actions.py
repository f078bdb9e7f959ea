"""What editors decide about questions that found nothing."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cms.accounts.models import User
from search.editorial.permissions import edits_search, languages_edited
from search.models import EmptyQuestion


@transaction.atomic
def decide_question(*, question: EmptyQuestion, state: str, by: User, note: str | None = None) -> None:
    """Say what became of a question, with a line in its history; None leaves the note as it is.

    What readers count meanwhile is not touched. Raises PermissionDenied outside of the person's languages.
    """
    if not edits_search(by) or question.language not in languages_edited(by):
        raise PermissionDenied
    question.state = EmptyQuestion.State(state)
    question.decided_by = by
    if note is not None:
        question.note = note
    question.save(update_fields=["state", "note", "decided_by"])
