"""From what a file has to what can be imported: names of columns, cleaned fields, or the reason against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cms.records.importing.columns import renamed
from cms.records.importing.fields import Cleaner, line_of_text, up_to
from cms.records.importing.kinds import kind_of
from cms.records.importing.values import Incoming, Line, Note, Rejection, Unusable

ENVELOPE: Mapping[str, Cleaner] = {"kind": up_to(50), "source": up_to(50), "source_id": up_to(200)}
"""Fields that every kind of line has."""
REQUIRED = ("source", "source_id", "title")
SOURCE_OF_KINDS = "wsis"
"""Lines of the WSIS's own lists say what kind they are instead of where they come from."""


def clean(line: Line, unknown: dict[str, int]) -> Incoming | Rejection:
    """Return the line ready for import, or the first reason why it cannot be.

    Columns that say something nobody understands are added to `unknown` with the first line they were met on.
    """
    given, left_over = renamed(line.values)
    for name in left_over:
        unknown.setdefault(name, line.number)
    if "kind" in given:
        given.setdefault("source", SOURCE_OF_KINDS)
    kind = kind_of(_kind_name(given))
    values: dict[str, Any] = {}
    notes: list[Note] = []
    for name, value in given.items():
        cleaner = ENVELOPE.get(name) or kind.fields.get(name)
        if cleaner is None:
            unknown.setdefault(name, line.number)
            continue
        try:
            cleaned = cleaner(value, lambda text, name=name: notes.append(Note(name, text)))
        except Unusable as reason:
            return _rejected(line, given, name, f"{name} {reason}" if _starts_small(reason) else str(reason))
        if cleaned not in (None, "", []):
            values[name] = cleaned
    missing = next((name for name in REQUIRED if name not in values), None)
    if missing:
        return _rejected(line, given, missing, f"{missing} is missing")
    if refused := kind.check(values, lambda name, text: notes.append(Note(name, text))):
        return _rejected(line, given, *refused)
    return Incoming(line.number, values.pop("kind", ""), values, tuple(notes))


def _kind_name(given: Mapping[str, Any]) -> str:
    value = given.get("kind")
    return value.strip().lower() if isinstance(value, str) else ""


def _rejected(line: Line, given: Mapping[str, Any], name: str, error: str) -> Rejection:
    value = given.get("source_id")
    source_id = (
        (line_of_text(value, lambda _text: None) or "")[:200] if isinstance(value, (str, int, float)) else ""
    )
    return Rejection(line.number, name, error, source_id)


def _starts_small(reason: Unusable) -> bool:
    return str(reason)[:1].islower()
