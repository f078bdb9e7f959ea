"""A picture of everything the database holds of pages, in which two roads to the same records look the same.

Left out by definition: primary keys and times (rows are named after their page instead), queues of tasks and mail (no
bulk road sends mail), and what the worker of background tasks follows a bulk road with: the index of duplicates and
automatic checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page, Revision, TaskState, WorkflowState

LEFT_OUT = frozenset(
    {
        "django_tasks_db",
        "sessions",
        "contenttypes",
        "auth",
        "axes",
        "admin",
        "account",
        "mfa",
        "duplicates",
        "findings",
    }
)
CHILD_KEY = re.compile(r"\.\d+\.")
TIMES = (models.DateTimeField,)
OWN_KEYS = frozenset(
    {"history_id", "uuid", "translation_key", "record_id", "document_id", "version", "content_path_hash"}
)
COMPARED_IN_CONTENT = frozenset({"translation_key", "record_id", "task_state_id"})


class Names:
    """Stable names for keys that two roads give in a different order."""

    def __init__(self) -> None:
        locales = dict(Page.objects.values_list("pk", "locale__language_code"))
        self.pages = {
            pk: f"{path} ({locales[pk]})" for pk, path in Page.objects.values_list("pk", "url_path")
        }
        revisions = Revision.objects.order_by("pk").values_list("pk", "object_id")
        self.revisions = {pk: f"revision of {self.page(page)}" for pk, page in revisions}
        states = WorkflowState.objects.values_list("pk", "object_id")
        self.workflow_states = {pk: f"review of {self.page(page)}" for pk, page in states}
        task_states = TaskState.objects.values_list("pk", "workflow_state__object_id")
        self.task_states = {pk: f"task of {self.page(page)}" for pk, page in task_states}

    def page(self, key: Any) -> str:
        return self.pages.get(int(key), "gone") if key is not None else "none"

    def of(self, model: type[models.Model], key: Any) -> Any:
        if key is None:
            return None
        if issubclass(model, Page):
            return self.page(key)
        tables = {Revision: self.revisions, WorkflowState: self.workflow_states, TaskState: self.task_states}
        return tables[model][key] if model in tables else key


def picture() -> dict[str, list[dict[str, Any]]]:
    """Return table -> its rows, named and sorted."""
    names = Names()
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in LEFT_OUT and not model._meta.proxy and model._meta.managed:
            rows = [dict(_row(instance, names)) for instance in model._base_manager.all()]
            found[model._meta.label] = sorted(rows, key=repr)
    return found


def _row(instance: models.Model, names: Names) -> Iterator[tuple[str, Any]]:
    is_page = isinstance(instance, Page)
    for field in instance._meta.local_concrete_fields:
        value = getattr(instance, field.attname)
        if isinstance(field, TIMES):
            yield field.name, value is not None
        elif field.name in OWN_KEYS:
            yield field.name, bool(value)
        elif field.remote_field is not None:
            yield field.name, names.of(field.related_model, value)
        elif field.name == "id":
            yield field.name, names.page(value) if is_page or _is_page_history(instance) else "own"
        elif field.name in {"object_id", "to_object_id"} and _is_about_a_page(instance, field.name):
            yield field.name, names.page(value)
        elif field.name == "content_path":
            yield field.name, CHILD_KEY.sub(".child.", value)
        elif field.name in {"content", "data"} and isinstance(value, dict):
            yield field.name, _named(value, names)
        else:
            yield field.name, value


def _is_page_history(instance: models.Model) -> bool:
    return hasattr(instance, "page_ptr_id")


def _is_about_a_page(instance: models.Model, name: str) -> bool:
    content_type = getattr(instance, "to_content_type" if name == "to_object_id" else "content_type", None)
    model = content_type.model_class() if isinstance(content_type, ContentType) else None
    return model is not None and issubclass(model, Page)


PAGE_KEYS = frozenset({"pk", "page", "project", "alias_of"})
TIME_KEYS = frozenset({"latest_revision_created_at", "first_published_at", "last_published_at"})


def _named(content: dict[str, Any], names: Names) -> dict[str, Any]:
    """Return a revision's content or a log entry's data with its keys named."""
    named: dict[str, Any] = {}
    for key, value in content.items():
        if key in COMPARED_IN_CONTENT or key in TIME_KEYS:
            named[key] = bool(value)
        elif key in {"latest_revision", "live_revision"}:
            named[key] = names.of(Revision, value)
        elif key in PAGE_KEYS and isinstance(value, int):
            named[key] = names.page(value)
        elif isinstance(value, dict):
            named[key] = _named(value, names)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            named[key] = [_named({**each, "pk": None}, names) for each in value]
        elif isinstance(value, list):
            named[key] = sorted(value)
        else:
            named[key] = value
    return named
