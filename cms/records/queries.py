"""Reads over records of one kind or of all kinds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page

from cms.records.models import RecordPage
from cms.records.registry import record_models


def as_of(moment: dt.datetime, model: type[RecordPage]) -> QuerySet[Any]:
    """Return the public pages of one kind at a moment: their publication rows, with the relations of then.

    A page counts when its last row up to and including the moment says live; of two rows of one instant, the later
    written one.
    """
    rows = model.history.model.objects.filter(history_date__lte=moment)
    last = rows.filter(id=OuterRef("id")).order_by("-history_date", "-history_id").values("history_id")[:1]
    return rows.filter(history_id=Subquery(last), live=True).order_by(F("id"))


def repository_as_of(moment: dt.datetime) -> list[Any]:
    """Return the whole public repository of a moment: every kind of record, every published language."""
    return [row for model in record_models() for row in as_of(moment, model)]


def find_original(record_id: str) -> RecordPage | None:
    """Return the original with this public id or old id, live or not; None when there is none."""
    for field in ("record_id", "legacy_id"):
        for model in record_models():
            # SQLite uses the index on the record's id for its own condition alone.
            originals = model.objects.filter(
                ~Q(**{field: ""}), **{field: record_id}, is_translation_page=False
            )
            page = originals.select_related(*model.served_with).first()
            if page is not None:
                return page
    return None


def is_original(page: Page) -> bool:
    """Whether a page, of its own type, is a record in the language in which it was handed in."""
    return isinstance(page, RecordPage) and not page.is_translation
