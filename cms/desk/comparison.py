"""The text that waits, field by field beside the public one; Wagtail's comparison classes find the differences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from wagtail.admin.compare import (
    FieldComparison,
    ForeignObjectComparison,
    M2MFieldComparison,
    RichTextFieldComparison,
    TextDiff,
    diff_text,
)
from wagtail.models import Page

from cms.core.reader import reader_language
from cms.core.templatetags.dates import long_date
from cms.records.text import lines
from cms.taxonomy import queries as taxonomy
from cms.taxonomy.models import Term

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
"""What the editor puts into every block anew."""


def without_keys(html: str) -> str:
    """Return rich text without what only the editor sees."""
    return BLOCK_KEY.sub("", html)


class ParagraphsComparison(RichTextFieldComparison):
    """Rich text with a line for each block, which Wagtail's own runs together. What only the editor sees is no change.

    Registered for all rich text fields by the app.
    """

    def has_changed(self) -> bool:
        return without_keys(self.val_a) != without_keys(self.val_b)

    def htmldiff(self) -> Any:
        return diff_text(lines(self.val_a), lines(self.val_b)).to_html()


def name_of(item: Any) -> str:
    """Return what a chosen object is called: a term by its label in the reader's language."""
    if isinstance(item, Term):
        return taxonomy.label(item.vocabulary, item.code, reader_language())
    return str(item)


class ListComparison(M2MFieldComparison):
    """Chosen objects, each an item of a list, for names have commas of their own.

    Registered for all fields with several of them by the app.
    """

    def htmldiff(self) -> Any:
        items = format_html_join("", "<li>{}</li>", ((TextDiff([mark]).to_html(),) for mark in self._marks()))
        return format_html('<ul class="desk-values">{}</ul>', items) if items else ""

    def _marks(self) -> Iterator[tuple[str, str]]:
        before, after = self.get_items()
        for what, *ends in SequenceMatcher(None, before, after).get_opcodes():
            left, come = before[slice(*ends[:2])], after[slice(*ends[2:])]
            if what == "equal":
                yield from (("equal", name_of(item)) for item in come)
            else:
                yield from (("deletion", name_of(item)) for item in left)
                yield from (("addition", name_of(item)) for item in come)


class DateComparison(FieldComparison):
    """A day in the reader's words, or none. Registered by the app."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.val_a, self.val_b = long_date(self.val_a), long_date(self.val_b)


class TermComparison(ForeignObjectComparison):
    """One term of a vocabulary, or none. Registered by the app."""

    def get_objects(self) -> tuple[str | None, ...]:
        return tuple(term and name_of(term) for term in super().get_objects())


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: `public` and `waiting` are comparisons of Wagtail's; `public` is None where nothing is public."""

    name: str
    label: str
    changed: bool
    public: Any
    waiting: Any
    is_empty: bool
    """Whether it says nothing in either text."""


def field_rows(waiting: Page, public: Page | None, request: HttpRequest) -> list[FieldRow]:
    """Return a row for each field that says something in either text, in the order of the editor."""
    return [row for row in all_field_rows(waiting, public, request) if not row.is_empty]


def all_field_rows(waiting: Page, public: Page | None, request: HttpRequest) -> list[FieldRow]:
    """Return a row for each field, in the order of the editor."""
    panel = waiting.get_edit_handler().get_bound_panel(instance=waiting, request=request, form=None)
    return [_row(compare, waiting, public) for compare in panel.get_comparison()]


def _row(compare: Any, waiting: Page, public: Page | None) -> FieldRow:
    difference = compare(public or waiting, waiting)
    return FieldRow(
        name=_name(difference),
        label=str(difference.field_label()),
        changed=difference.has_changed(),
        public=compare(public, public) if public else None,
        waiting=difference,
        is_empty=_says_nothing(difference),
    )


def _name(comparison: Any) -> str:
    """Return by what a page's class calls the field, or the rows."""
    field = comparison.field
    return field.get_accessor_name() if field.auto_created else field.name


def _says_nothing(comparison: Any) -> bool:
    return not any(map(_content, (comparison.val_a, comparison.val_b)))


def _content(value: Any) -> Any:
    return value.all() if hasattr(value, "all") else value
