"""The pinned results in memory: a question asks here, not the database.

A process holds what is in use. A change made in the same process counts at once, one made in another, or a last day
that has passed, within `CHECK_EVERY` seconds: then all of it, a few hundred lines, is read anew by one query.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from django.db.models import Q

from cms.core.days import today
from search.editorial.wording import question_key, record_ids
from search.models import PinnedResult
from search.types import SearchRequest

CHECK_EVERY = 5.0
"""Seconds between two looks at the database."""

Pins = Mapping[tuple[str, str], tuple[str, ...]]
"""Language and key of a question -> ids of the records, in their order."""


class _Held(NamedTuple):
    read_at: float
    pins: Pins


_held: _Held | None = None


def pinned_for(text: str, language: str) -> tuple[str, ...]:
    """Return the ids of the records that editors pinned for a question of this language's readers."""
    pins = current()
    return pins.get((language, question_key(text)), ()) if pins and text else ()


def prepare_with(pinned: PinnedResult) -> Callable[[SearchRequest], SearchRequest]:
    """Return what would become of prepared questions if this were saved."""
    counts = pinned.in_use and (pinned.until is None or pinned.until >= today())
    ids = record_ids(pinned.records) if counts else ()

    def prepare(request: SearchRequest) -> SearchRequest:
        same = question_key(request.text) == question_key(pinned.question)
        return replace(request, pinned=ids) if same and request.language == pinned.language else request

    return prepare


def current() -> Pins:
    """Return what is pinned now, or was at most CHECK_EVERY seconds ago."""
    global _held
    now = time.monotonic()
    if _held is None or now - _held.read_at >= CHECK_EVERY:
        _held = _Held(now, _read())
    return _held.pins


def forget() -> None:
    """Make the next question of this process look at the database."""
    global _held
    _held = None


def _read() -> Pins:
    rows = PinnedResult.objects.filter(in_use=True).filter(Q(until=None) | Q(until__gte=today()))
    columns = rows.order_by().values_list("language", "key", "records")
    return {(language, key): record_ids(records) for language, key, records in columns}
