"""Wagtail's own lists as CSV: what people wrote is no formula there either. Its workbooks see to that themselves."""

from __future__ import annotations

from typing import Any

from django.utils.encoding import force_str, is_protected_type
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from search.exports.cells import harmless

wagtails = SpreadsheetExportMixin.preprocess_field_value


def preprocess_field_value(view: Any, field: str, value: Any, export_format: str) -> Any:
    cell = wagtails(view, field, value, export_format)
    if export_format != SpreadsheetExportMixin.FORMAT_CSV or is_protected_type(cell):
        return cell
    return harmless(force_str(cell))


def disarm() -> None:
    """Put ours in the place of Wagtail's, which every list with a download goes through."""
    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
