"""Who changed what in a row and its children, as simple-history recorded it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

KINDS = {"+": _("Added"), "~": _("Changed"), "-": _("Removed")}


@dataclass(frozen=True, slots=True)
class Change:
    """One history row, in words."""

    moment: datetime
    user: Any
    """The person, or None where a command did it."""
    what: str
    """The row as it was called then: "Label: Bolivia"."""
    kind: str
    words: str
    """Every field that changed, "Label: Bolivie → Bolivia"; empty for a row that was added or removed."""
    reason: str


def changes_of(instance: Model, children: Iterable[str] = ()) -> list[Change]:
    """Return all changes of a row and of the rows in these relations, the latest first.

    One query for the row and one for each relation, however many changes there are.
    """
    changes = [*_changes(_rows(type(instance)).filter(id=instance.pk))]
    for name in children:
        relation: Any = instance._meta.get_field(name)
        rows = _rows(relation.related_model)
        changes += _changes(rows.filter(**{relation.field.attname: instance.pk}))
    return sorted(changes, key=attrgetter("moment"), reverse=True)


def _rows(model: Any) -> QuerySet:
    history = model.history.model
    relations = [field.name for field in history.tracked_fields if isinstance(field, ForeignKey)]
    return history.objects.order_by("id", "history_id").select_related(
        "history_user__wagtail_userprofile", *relations
    )


def _changes(rows: QuerySet) -> Iterator[Change]:
    for _id, versions in groupby(rows, key=attrgetter("id")):
        for before, row in pairwise([None, *versions]):
            yield Change(
                moment=row.history_date,
                user=row.history_user,
                what=_title(row),
                kind=str(KINDS[row.history_type]),
                words="; ".join(_differences(before, row)) if before else "",
                reason=row.history_change_reason or "",
            )


def _title(row: Any) -> str:
    """Return the kind and name of a row, without asking the database for what history leaves out."""
    values = {field.attname: getattr(row, field.attname) for field in row.tracked_fields}
    return f"{capfirst(row.instance_type._meta.verbose_name)}: {row.instance_type(**values)}"


def _differences(before: Any, row: Any) -> Iterator[str]:
    for field in row.tracked_fields:
        if field.editable and getattr(before, field.attname) != getattr(row, field.attname):
            yield f"{capfirst(field.verbose_name)}: {_value(before, field)} → {_value(row, field)}"


def _value(row: Any, field: Field) -> str:
    value = getattr(row, field.name)
    return "—" if value in (None, "") else str(value)
