"""The whole database as values, so that a test can say that nothing is left changed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db.models import Model

NOTES = frozenset(
    {
        "undo.Undoable",
        "wagtailcore.PageLogEntry",
        "wagtailcore.ModelLogEntry",
        "search.OutboxRow",
        "sessions.Session",
        "django_tasks_database.DBTaskResult",
        "wagtailsearch.IndexEntry",
        "wagtailsearch.SQLiteFTSIndexEntry",
        "mail.OutgoingMail",
    }
)
"""What notes that something happened, or is derived and made again by a worker."""
MADE_AGAIN = frozenset({"wagtailcore.ReferenceIndex"})
"""Not kept: derived anew."""
KEYLESS = MADE_AGAIN | {"duplicates.Mark"}
"""Taken again when a page is published: the same rows, under new keys."""


def dump(leave_out: Collection[str] = ()) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables by the label of their model, but for notes and histories."""
    return {
        model._meta.label: rows_of(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and model._meta.label not in NOTES | set(leave_out)
        and not hasattr(model, "history_type")
        and not model._meta.proxy
    }


def rows_of(model: type[Model]) -> list[dict[str, Any]]:
    names = [
        field.attname
        for field in model._meta.local_concrete_fields
        if not (field.primary_key and model._meta.label in KEYLESS)
    ]
    return sorted(model._base_manager.values(*names), key=repr)


def changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[list[Any], list[Any]]]:
    """Return the rows only one of two dumps has, by label."""
    return {
        label: (
            [row for row in before[label] if row not in after[label]],
            [row for row in after[label] if row not in before[label]],
        )
        for label in before
        if before[label] != after[label]
    }


def counts(before: dict[str, Any], after: dict[str, Any]) -> dict[str, int]:
    """Return how many rows of each table are there no more, but for those that are made again."""
    fewer = {label: len(before[label]) - len(after[label]) for label in before}
    return {label: count for label, count in fewer.items() if count and label not in MADE_AGAIN}
