"""All rows that a deletion takes along, as values that a JSON column holds, and the way back.

Which rows these are is Django's own answer (its Collector), so nothing of a model has to be listed here. What is
derived from other rows is left out and made again: Wagtail's search index and its index of references.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connection, transaction
from django.db.models import Field, FileField, Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from cms.undo.exceptions import Kept, UndoRefused

DERIVED = frozenset({"wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"})
EXACT = (dt.datetime, dt.date, dt.time, dt.timedelta)
MOST_NAMED = 5

Row = dict[str, Any]
Emptied = tuple[str, str, Any, Any]
"""Model, field, key and old value of a row that stays and loses its link."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a deletion takes, the rows in the order in which Django deletes them."""

    rows: Mapping[type[Model], Sequence[Model]]
    emptied: Sequence[Emptied]

    def objects(self, model: type[Model]) -> Sequence[Model]:
        return self.rows.get(model, ())

    def counts(self) -> dict[str, int]:
        return {model._meta.label: len(rows) for model, rows in sorted_by_label(self.rows)}

    def files(self) -> list[str]:
        return sorted(
            getattr(row, field.name).name
            for model, rows in self.rows.items()
            for field in model._meta.local_concrete_fields
            if isinstance(field, FileField)
            for row in rows
            if getattr(row, field.name)
        )


def sorted_by_label(rows: Mapping[type[Model], Any]) -> list[tuple[type[Model], Any]]:
    return sorted(rows.items(), key=lambda item: item[0]._meta.label)


def taken_with(objects: Iterable[Model]) -> Taken:
    """Return what deleting these objects takes; raises Kept when other rows need them and would stay."""
    collector = Collector(using=DEFAULT_DB_ALIAS)
    try:
        for each in objects:
            collector.collect([each])
    except (ProtectedError, RestrictedError) as refusal:
        needed_by = getattr(refusal, "protected_objects", None) or refusal.restricted_objects  # type: ignore[union-attr]
        raise Kept(_needed_words(needed_by)) from refusal
    collector.sort()
    rows = {model: list(found) for model, found in collector.data.items()}
    for queryset in collector.fast_deletes:
        rows = {queryset.model: [*rows.pop(queryset.model, []), *queryset], **rows}
    kept = {model: found for model, found in rows.items() if found and model._meta.label not in DERIVED}
    return Taken(kept, list(_emptied(collector, kept)))


def _needed_words(rows: Iterable[Model]) -> str:
    rows = list(rows)
    names = "; ".join(sorted({f"{row._meta.verbose_name} “{_owner(row)}”" for row in rows})[:MOST_NAMED])
    return _("It is still needed: %(names)s. Take it out there first.") % {"names": names}


def _owner(row: Model) -> str:
    """Return what a row is called or, of a part of a page, the page."""
    owner = getattr(row, "page", row)
    name = getattr(owner, "get_admin_display_title", None)
    return name() if name else str(owner)


def _emptied(collector: Collector, rows: Mapping[type[Model], Sequence[Model]]) -> Iterator[Emptied]:
    gone = {(model, row.pk) for model, found in rows.items() for row in found}
    for (field, _value), groups in collector.field_updates.items():
        for row in (row for group in groups for row in group):
            if (field.model, row.pk) not in gone:
                old = type(row)._base_manager.filter(pk=row.pk).values_list(field.attname, flat=True).get()
                yield field.model._meta.label, field.attname, plain(row.pk), plain(old)


def dumped(taken: Taken) -> dict[str, Any]:
    """Return the copy: rows as they are in the database now, first those that others need."""
    rows = [row for model in reversed(taken.rows) for row in dump(model, taken.rows[model])]
    return {"rows": rows, "emptied": [list(each) for each in taken.emptied], "files": taken.files()}


def dump(model: type[Model], objects: Iterable[Model]) -> list[Row]:
    """Return the columns of a model's own table for these objects, read again."""
    pks = [each.pk for each in objects]
    fields = model._meta.local_concrete_fields
    return [
        {"model": model._meta.label} | {field.attname: column(field, row) for field in fields}
        for row in model._base_manager.filter(pk__in=pks).order_by("pk")
    ]


def column(field: Field, row: Model) -> Any:
    value = getattr(row, field.attname)
    return value.name if isinstance(field, FileField) else plain(value)


def plain(value: Any) -> Any:
    """Return a value as JSON has it, to the microsecond."""
    if isinstance(value, EXACT):
        return value.isoformat() if hasattr(value, "isoformat") else value.total_seconds()
    return str(value) if isinstance(value, UUID | Decimal) else value


def made(rows: Iterable[Row]) -> list[Model]:
    """Return the unsaved objects of these rows; one whose model has a parent table knows the columns there too."""
    rows = list(rows)
    by_key = {(row["model"], row[apps.get_model(row["model"])._meta.pk.attname]): row for row in rows}
    return [_made(row, by_key) for row in rows]


def _made(row: Row, by_key: Mapping[tuple[str, Any], Row]) -> Model:
    model = apps.get_model(row["model"])
    columns = dict(row)
    for parent, link in model._meta.parents.items():
        if link is not None:
            columns = by_key.get((parent._meta.label, row[link.attname]), {}) | columns
    fields = (field for field in model._meta.concrete_fields if field.attname in columns)
    return model(**{field.attname: field.to_python(columns[field.attname]) for field in fields})


def put_back(objects: Sequence[Model], emptied: Iterable[Emptied]) -> None:
    """Insert the rows, keys and all, and restore the links of those that stayed where they are still empty.

    Raises UndoRefused when something new stands in the place of a row, or what it needs is gone.
    """
    tables = {each._meta.db_table for each in objects}
    try:
        with transaction.atomic():
            for each in objects:
                each.save_base(raw=True, force_insert=True)
            # Foreign keys are checked when a transaction ends, which would be too late to say why.
            connection.check_constraints(table_names=sorted(tables))
    except IntegrityError as refusal:
        raise UndoRefused(
            _(
                "Something new has its place, or what it needs is gone: a record with the same id or language, or an "
                "address, was made meanwhile. Delete that first."
            )
        ) from refusal
    for label, attname, pk, old in emptied:
        rows = apps.get_model(label)._base_manager.filter(pk=pk, **{f"{attname}__isnull": True})
        rows.update(**{attname: old})


def counted(deleted: Mapping[str, int]) -> Counter[str]:
    """Return what Django says it deleted, without what is derived."""
    return Counter({label: count for label, count in deleted.items() if count and label not in DERIVED})
