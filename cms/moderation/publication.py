"""The one door through which a moderated page becomes public, changes in public or stops being public.

Wagtail offers many roads: the editor, bulk actions, a revision's own method, a copy, an alias, the scheduler, a plain
save of a base Page. All of them end in a save, and a save is refused unless a decision in actions.py opened the door.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.exceptions import PublicationRefused


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided that pages may change their public state now, and why."""

    by: User | None
    reason: str = ""


_current: ContextVar[Decision | None] = ContextVar("decision", default=None)

NOT_PUBLIC = frozenset(
    {
        "path",
        "depth",
        "numchild",
        "url_path",
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "owner",
        "locked",
        "locked_at",
        "locked_by",
        "go_live_at",
        "expire_at",
        "expired",
    }
)
"""Columns of a live page that anything may write: the public does not see them."""


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
        raise PublicationRefused(
            "A moderated page is published and taken offline only by a decision on its review."
        )
    return decision


def guard_save(page: Page, update_fields: Iterable[str] | None) -> None:
    """Raise PublicationRefused when this save would change what the public sees and nobody has decided so."""
    if current_decision() is None and changes_what_is_public(page, update_fields):
        raise PublicationRefused(
            "What the public sees of a moderated page changes only by a decision on its review."
        )


def changes_what_is_public(page: Page, update_fields: Iterable[str] | None) -> bool:
    """Whether a save of these fields (None: all) publishes the page, takes it offline or rewrites a live row.

    A whole save of a specific live page always counts, because its relations are saved with it. Of a base Page the
    columns are compared: Wagtail saves one after moving a page.
    """
    if update_fields is not None and NOT_PUBLIC.issuperset(update_fields):
        return False
    stored = Page.objects.filter(pk=page.pk, live=True).first()
    if stored is None:
        return page.live
    if type(page) is not Page:
        return True
    columns = [field for field in Page._meta.concrete_fields if field.name not in NOT_PUBLIC]
    return any(getattr(page, field.attname) != getattr(stored, field.attname) for field in columns)


def guard_delete(page: Page) -> None:
    """Raise PublicationRefused for what was ever public or is locked, unless somebody has decided so."""
    if current_decision() is None and (page.first_published_at is not None or page.locked):
        raise PublicationRefused(
            "What was once public, and what somebody locked, is not deleted: archive it instead."
        )
