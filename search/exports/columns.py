"""The columns of an export; docs/reference/exports.md explains each, and a test holds it to this list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.conf import settings

from search.exports.walk import Record
from search.labels import Labels
from search.presentation import language_of

Value = str | int | dt.date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Wording:
    """In which words the records are told."""

    labels: Labels
    absolute: Callable[[str], str]
    """Turns a path into an address."""


class Kind(Enum):
    """What a column holds, in JSON terms."""

    TEXT = "string"
    TEXTS = "array"
    NUMBER = "integer"
    """Or nothing."""
    DAY = "date"
    """Or nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    """The same in every language."""
    value: Callable[[Record, Wording], Value]
    kind: Kind = Kind.TEXT


def row(record: Record, wording: Wording) -> dict[str, Value]:
    """Return the values of a record by column; labels are in the active language."""
    return {column.name: column.value(record, wording) for column in COLUMNS}


def permanent_address(id: str) -> str:
    """Return the address that never changes and leads every reader to the record in their language."""
    return f"{settings.WAGTAILADMIN_BASE_URL}/id/{id}"


def _codes(name: str, field: str) -> Column:
    return Column(name, lambda record, wording: tuple(record.hit.facets.get(field, ())), Kind.TEXTS)


def _labels(name: str, field: str) -> Column:
    return Column(
        name,
        lambda record, wording: tuple(
            wording.labels.of(field, key).text for key in record.hit.facets.get(field, ())
        ),
        Kind.TEXTS,
    )


def _code(name: str) -> Column:
    return Column(name, lambda record, wording: next(iter(record.hit.facets.get(name, ())), ""))


def _label(name: str, field: str) -> Column:
    return Column(
        name,
        lambda record, wording: next(
            (wording.labels.of(field, key).text for key in record.hit.facets.get(field, ())), ""
        ),
    )


def _fact(name: str) -> Column:
    return Column(name, lambda record, wording: getattr(record.facts, name))


def _year(record: Record, wording: Wording) -> int | None:
    return next((int(key) for key in record.hit.facets.get("year", ())), None)


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.date() if moment else None


COLUMNS: tuple[Column, ...] = (
    Column("id", lambda record, wording: record.hit.id),
    Column("permanent_url", lambda record, wording: permanent_address(record.hit.id)),
    Column("url", lambda record, wording: wording.absolute(record.hit.text.url)),
    Column("title", lambda record, wording: record.hit.text.title),
    Column("summary", lambda record, wording: record.hit.text.summary),
    Column("language", lambda record, wording: language_of(record.hit)),
    Column("languages", lambda record, wording: record.hit.languages, Kind.TEXTS),
    _code("kind"),
    _label("kind_name", "kind"),
    Column("organisation", lambda record, wording: record.hit.organisation),
    _code("stakeholder"),
    _label("stakeholder_name", "stakeholder"),
    _codes("countries", "country"),
    _labels("country_names", "country"),
    _codes("regions", "region"),
    _labels("region_names", "region"),
    _codes("action_lines", "action_line"),
    _labels("action_line_names", "action_line"),
    _codes("sdgs", "sdg"),
    _labels("sdg_names", "sdg"),
    _codes("prizes", "prize"),
    _labels("prize_names", "prize"),
    _code("status"),
    _label("status_name", "status"),
    Column("year", _year, Kind.NUMBER),
    Column("start_date", lambda record, wording: record.facts.start, Kind.DAY),
    Column("end_date", lambda record, wording: record.facts.end, Kind.DAY),
    _fact("website"),
    Column("first_published", lambda record, wording: _day(record.facts.published), Kind.DAY),
    Column("last_changed", lambda record, wording: _day(record.facts.changed), Kind.DAY),
    _fact("source"),
    _fact("source_url"),
    _fact("licence"),
    _fact("attribution"),
)
