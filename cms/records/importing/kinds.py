"""The kinds of line a file may hold. Content packages register theirs, so that the import knows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Model
from wagtail.models import Page

from cms.records.importing.fields import Cleaner
from cms.records.importing.lookups import Lookups
from cms.records.importing.values import Incoming
from cms.records.models import RecordPage

NoteOn = Callable[[str, str], None]
"""Add a note: field, and what is not kept of it."""
DEFAULT = "project"
"""The kind of a line that names none, or one that nobody registered."""


@dataclass(slots=True)
class PageDraft:
    """One page that a line asks for: new, or with these values if it is there already."""

    model: type[RecordPage]
    values: dict[str, Any]
    """Field name -> value; for a foreign key the primary key."""
    relations: dict[str, Sequence[Model]]
    parent: Callable[[], Page]
    """Find or make the place of a new page."""
    links: Mapping[str, PageDraft] = field(default_factory=dict)
    """Foreign key -> an earlier draft of the same line, to whose page it points."""
    page: RecordPage | None = None
    """The page once it is written."""


class RecordKind(Protocol):
    """How a line of one kind becomes pages."""

    name: str
    """What the line's `kind` says."""
    model: type[RecordPage]
    """The page that answers for the line; it keeps source, id and digest."""
    fields: Mapping[str, Cleaner]
    """The columns it understands beside kind, source and source_id."""

    def check(self, values: dict[str, Any], note: NoteOn) -> tuple[str, str] | None:
        """Complete the cleaned values; return field and reason when together they make no record."""
        ...

    def names(self, values: Mapping[str, Any]) -> Iterable[str]:
        """Return the organisations the line names."""
        ...

    def drafts(self, incoming: Incoming, lookups: Lookups) -> Sequence[PageDraft]:
        """Return the pages of a line, the one that answers for it first."""
        ...


_kinds: dict[str, RecordKind] = {}


def register(kind: RecordKind) -> None:
    """Add a kind; called from AppConfig.ready(). A second one of the same name takes the place of the first."""
    _kinds[kind.name] = kind


def kind_of(name: str) -> RecordKind:
    """Return the kind of this name, or the default one: outside the Prizes a line is a project."""
    return _kinds.get(name) or _kinds[DEFAULT]
