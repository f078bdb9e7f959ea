"""The fields of every version of a page, for a file: what is public of a record, never its private contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from wagtail.models import Page

from cms.organisations.models import Organisation
from cms.records.history import PUBLISHED, history_model
from cms.records.models import RecordPage
from cms.records.past import public_columns
from cms.taxonomy.models import Term
from cms.taxonomy.queries import term_codes

Contents = dict[str, dict[str, Any]]


def contents_of(page: Page) -> Contents:
    """Return the fields by version, terms by code and organisations by short address. In a fixed number of queries."""
    codes: Mapping[type[Model], Mapping[int, str]] = {
        Term: term_codes(),
        Organisation: dict(Organisation.objects.values_list("pk", "slug")),
    }
    names = _names(page)
    return {
        f"r{pk}": {name: _readable(page, name, content.get(name), codes) for name in names}
        for pk, content in page.revisions.values_list("pk", "content")
    } | _public_contents(page, codes)


def _names(page: Page) -> tuple[str, ...]:
    if not isinstance(page, RecordPage):
        return tuple(getattr(page, "words", ("title",)))
    return (*public_columns(type(page)), *page.term_relations, *page.organisation_relations)


def _public_contents(page: Page, codes: Mapping[type[Model], Mapping[int, str]]) -> Contents:
    if not isinstance(page, RecordPage):
        return {}
    columns = public_columns(type(page))
    rows = history_model(type(page)).objects.filter(id=page.pk, history_type=PUBLISHED)
    return {
        f"p{row.history_id}": {
            name: _readable(page, name, getattr(row, attname), codes) for name, attname in columns.items()
        }
        | row.relations
        for row in rows
    }


def _readable(page: Page, name: str, value: Any, codes: Mapping[type[Model], Mapping[int, str]]) -> Any:
    """Return a stored value with codes in the place of primary keys."""
    try:
        known = codes.get(page._meta.get_field(name).related_model, {})
    except FieldDoesNotExist:
        return value
    if isinstance(value, list):
        return sorted(known.get(each, each) for each in value)
    return known.get(value, value) if value is not None else None
