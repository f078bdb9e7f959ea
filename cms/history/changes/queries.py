"""What differs between the public repository at the end of two days, read from the publication history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.text import capfirst

from cms.desk.comparison import without_keys
from cms.history.changes.enums import Change
from cms.records.history import history_model
from cms.records.models import RecordPage
from cms.records.queries import as_of
from cms.records.registry import record_models
from search import past
from search.days import end_of
from search.types import SearchRequest

UNTOLD = frozenset({"record_id", "legacy_id", "source_digest", "project"})
"""Fields that identify a record or an import, and say nothing to a reader."""


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page of a record, in one language, that the second day shows otherwise than the first."""

    page_id: int
    record_id: str
    language: str
    title: str
    """As it was public last."""
    change: Change
    fields: tuple[str, ...]
    """Labels of the fields that differ, where it was public on both days."""
    at: dt.datetime
    """Of its last publication or withdrawal in these days."""
    by: str
    """Name of the person of that moment; "" for a program."""
    versions: tuple[str, str]
    """Keys of its public versions of both days (cms.history.versions); "" where it was not public."""


def changes(first: dt.date, last: dt.date, asked: SearchRequest) -> list[PageChange]:
    """Return what the days from the first to the last changed, newest first.

    Narrowed to the records that answer the question on the day before the first or on the last. What came and went in
    between is in none of the two states and not told. The number of queries does not grow with the records.
    """
    before = first - dt.timedelta(days=1)
    narrowed = asked.text or asked.filters or asked.year_from or asked.year_to
    wanted = past.ids(asked, before) | past.ids(asked, last) if narrowed else None
    found = [
        change
        for model in record_models()
        for change in _of_model(model, end_of(before), end_of(last), wanted)
    ]
    return sorted(found, key=lambda each: (each.at, each.page_id), reverse=True)


def _of_model(
    model: type[RecordPage], before: dt.datetime, after: dt.datetime, wanted: Collection[str] | None
) -> Iterator[PageChange]:
    touched = history_model(model).objects.filter(
        history_date__gt=before,
        history_date__lte=after,
        id__in=model.objects.public().order_by().values("pk"),
    )
    pks = touched.order_by().values("id")
    then, now = (
        {row["id"]: row for row in as_of(day, model).filter(id__in=pks).values()} for day in (before, after)
    )
    records = _records(model, pks)
    for row in _last_of_each(touched):
        pk = row["id"]
        record_id, language = records[pk]
        if (change := _change(then.get(pk), now.get(pk), model)) and (wanted is None or record_id in wanted):
            yield PageChange(
                page_id=pk,
                record_id=record_id,
                language=language,
                title=(now.get(pk) or then[pk])["title"],
                change=change[0],
                fields=change[1],
                at=row["history_date"],
                by=row["history_user__name"] or row["history_user__username"] or "",
                versions=(_key(then.get(pk)), _key(now.get(pk))),
            )


def _last_of_each(touched: Any) -> Collection[Mapping[str, Any]]:
    rows = touched.order_by("history_date", "history_id").values(
        "id", "history_date", "history_user__name", "history_user__username"
    )
    return {row["id"]: row for row in rows}.values()


def _records(model: type[RecordPage], pks: Any) -> dict[int, tuple[str, str]]:
    """Return the id of its record and its language for each of these pages."""
    pages = model.objects.filter(pk__in=pks).values_list("pk", "translation_key", "locale__language_code")
    originals = model.objects.filter(
        is_translation_page=False,
        translation_key__in=model.objects.filter(pk__in=pks).values("translation_key"),
    )
    ids = dict(originals.values_list("translation_key", "record_id"))
    return {pk: (ids.get(key, ""), language) for pk, key, language in pages}


def _change(
    then: Mapping[str, Any] | None, now: Mapping[str, Any] | None, model: type[RecordPage]
) -> tuple[Change, tuple[str, ...]] | None:
    if then is None or now is None:
        if then is now:
            return None
        return (Change.NEW if now else Change.GONE), ()
    labels = _labels(model).items()
    fields = tuple(str(label) for name, label in labels if _value(then, name) != _value(now, name))
    return (Change.CHANGED, fields) if fields else None


def _value(row: Mapping[str, Any], name: str) -> Any:
    value = row[name] if name in row else row["relations"].get(name, [])
    return without_keys(value) if isinstance(value, str) else value


@cache
def _labels(model: type[RecordPage]) -> Mapping[str, str]:
    """Return the told fields of a publication by their column or relation, with their labels."""
    columns = {field.name: field.attname for field in history_model(model).tracked_fields}
    relations = {*model.term_relations, *model.organisation_relations}
    return {
        columns.get(name, name): capfirst(model._meta.get_field(name).verbose_name)
        for name in dict.fromkeys((*model.words, *model.facts, *model.organisation_relations))
        if name not in UNTOLD and (name in columns or name in relations)
    }


def _key(row: Mapping[str, Any] | None) -> str:
    return f"p{row['history_id']}" if row else ""
