"""The one door through which a moderated page becomes public or stops being so.

Wagtail offers many ways to publish: the editor, bulk actions, a revision's own method, the workflow, the scheduler. All
of them end in ModeratedPage.publish or unpublish, which refuse unless a decision taken in actions.py has opened the door.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from cms.accounts.models import User
from cms.moderation.exceptions import PublicationRefused


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided that pages may change their public state now, and why."""

    by: User | None
    reason: str = ""


_current: ContextVar[Decision | None] = ContextVar("decision", default=None)


@contextmanager
def decided(by: User | None, reason: str = "") -> Iterator[None]:
    """Open the door for the decision taken by this person."""
    token = _current.set(Decision(by=by, reason=reason))
    try:
        yield
    finally:
        _current.reset(token)


def current_decision() -> Decision | None:
    return _current.get()


def require_decision() -> Decision:
    """Return the decision that opened the door; raise PublicationRefused when none did."""
    decision = _current.get()
    if decision is None:
        raise PublicationRefused("A moderated page is published and taken offline only by a decision on its review.")
    return decision
