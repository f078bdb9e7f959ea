"""What the bulk path is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from cms.records.models import RecordPage

TICK = dt.timedelta(milliseconds=1)


class TargetState(StrEnum):
    """Where records end up: waiting for their author, for a moderator, or public at once."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page as one would hand it to add_child, relations assigned, and where it goes."""

    page: RecordPage
    parent: Page
    log_data: Mapping[str, Any] = field(default_factory=dict)
    """What the page's log says of this creation or publication."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page as its row stands now, and what its new revision says otherwise."""

    page: RecordPage
    values: Mapping[str, Any]
    """Field name -> value; for a foreign key the primary key."""
    relations: Mapping[str, Sequence[Model]] = field(default_factory=dict)
    """Name of a many-to-many field -> all its objects."""
    log_data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moments:
    """When a page was made, its text written and the decision taken: in this order, as by the single path.

    The four-eyes rule asks what was written after the last publication, so the three must differ.
    """

    created: dt.datetime
    revised: dt.datetime
    decided: dt.datetime

    @classmethod
    def now(cls) -> Moments:
        now = timezone.now()
        return cls(created=now - 2 * TICK, revised=now - TICK, decided=now)
