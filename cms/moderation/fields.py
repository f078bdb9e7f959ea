"""What the fields of a page are called."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from wagtail.models import Page


def field_name(model: type[Page], key: str) -> str:
    """Return what a field is called, of rows what each of them is; empty for what nobody edits."""
    try:
        field: Any = model._meta.get_field(key)
    except FieldDoesNotExist:
        return ""
    if field.auto_created or not hasattr(field, "verbose_name"):
        return str(field.related_model._meta.verbose_name_plural) if field.one_to_many else ""
    return str(field.verbose_name) if field.editable else ""


def is_asked_for(model: type[Page], key: str) -> bool:
    """Whether the editor's form asks for a field, or for rows of it."""
    asked = model.get_edit_handler().get_form_options()  # type: ignore[attr-defined]  # Wagtail adds it
    return key in asked["fields"] or key in asked.get("formsets", ())
