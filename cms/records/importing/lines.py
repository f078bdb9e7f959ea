"""From what a file has to what can be imported: names of columns, cleaned fields, or the reason against."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from cms.records.importing.columns import renamed
from cms.records.importing.fields import Cleaner, up_to
from cms.records.importing.kinds import RecordKind, kind_of
from cms.records.importing.text import plain
from cms.records.importing.values import Incoming, Line, Note, Rejection, Unusable

ENVELOPE: Mapping[str, Cleaner] = {"kind": up_to(50), "source": up_to(50), "source_id": up_to(200)}
"""Fields that every kind of line has."""
REQUIRED = ("source", "source_id", "title")
SOURCE_OF_KINDS = "wsis"
"""Lines of the WSIS's own lists say what kind they are instead of where they come from."""


class Refused(Exception):
    """The line makes no record: field and reason."""

    def __init__(self, field: str, error: str) -> None:
        super().__init__(error)
        self.field = field
        self.error = error


def clean(line: Line, unknown: dict[str, int]) -> Incoming | Rejection:
    """Return the line ready for import, or the first reason why it cannot be.

    Columns that say something nobody understands are added to `unknown` with the first line they were met on.
    """
    given, left_over = renamed(line.values)
    if "kind" in given:
        given.setdefault("source", SOURCE_OF_KINDS)
    kind = kind_of(_kind_name(given))
    cleaners = {**kind.fields, **ENVELOPE}
    for name in [*left_over, *(name for name in given if name not in cleaners)]:
        unknown.setdefault(name, line.number)
    notes: list[Note] = []
    try:
        values = _cleaned({name: given[name] for name in given if name in cleaners}, cleaners, notes)
        _complete(values, kind, notes)
    except Refused as refused:
        return Rejection(line.number, refused.field, refused.error, _shown_id(given))
    return Incoming(line.number, _kind_name(given), values, tuple(notes))


def _cleaned(given: Mapping[str, Any], cleaners: Mapping[str, Cleaner], notes: list[Note]) -> dict[str, Any]:
    values = {}
    for name, value in given.items():
        try:
            cleaned = cleaners[name](value, partial(_add_note, notes, name))
        except Unusable as reason:
            error = str(reason)
            raise Refused(name, f"{name} {error}" if error[:1].islower() else error) from None
        if cleaned not in (None, "", []):
            values[name] = cleaned
    values.pop("kind", None)
    return values


def _complete(values: dict[str, Any], kind: RecordKind, notes: list[Note]) -> None:
    for name in REQUIRED:
        if name not in values:
            raise Refused(name, f"{name} is missing")
    if reason := kind.check(values, partial(_add_note, notes)):
        raise Refused(*reason)


def _add_note(notes: list[Note], field: str, text: str) -> None:
    notes.append(Note(field, text))


def _kind_name(given: Mapping[str, Any]) -> str:
    value = given.get("kind")
    return value.strip().lower() if isinstance(value, str) else ""


def _shown_id(given: Mapping[str, Any]) -> str:
    """Return the id of a rejected line as far as it can be told."""
    value = given.get("source_id")
    return plain(str(value))[:200] if isinstance(value, (str, int, float)) else ""
