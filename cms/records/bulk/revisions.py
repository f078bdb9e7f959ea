"""Revisions, and the pointers of pages to their latest and their live one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Field, OuterRef, Subquery
from django.db.models.functions import Cast
from modelcluster.models import (
    get_all_child_m2m_relations,
    get_all_child_relations,
    get_field_value,
    get_serializable_data_for_fields,
)
from wagtail.models import Page, Revision

from cms.accounts.models import User
from cms.records.bulk.rows import assigned
from cms.records.models import RecordPage

PLAIN = frozenset({str, int, bool, float, type(None), dt.date})
"""Types that a revision holds as they are."""


def content_of(page: RecordPage) -> dict[str, Any]:
    """Return what page.serializable_data() returns for a page that was inserted just now, without a query."""
    state = page.__dict__
    content = {"pk": page.pk}
    for name, attname, field in _columns(type(page)):
        value = state[attname]
        content[name] = value if type(value) in PLAIN else get_field_value(field, page)
    for name in _child_relations(type(page)):
        content[name] = [get_serializable_data_for_fields(child) for child in assigned(page, name)]
    for name in _many_to_many(type(page)):
        content[name] = [other.pk for other in assigned(page, name)]
    return content


@cache
def _columns(model: type[RecordPage]) -> tuple[tuple[str, str, Field], ...]:
    return tuple((field.name, field.attname, field) for field in model._meta.fields if field.serialize)


@cache
def _child_relations(model: type[RecordPage]) -> tuple[str, ...]:
    return tuple(relation.get_accessor_name() for relation in get_all_child_relations(model))


@cache
def _many_to_many(model: type[RecordPage]) -> tuple[str, ...]:
    return tuple(field.name for field in get_all_child_m2m_relations(model) if field.serialize)


def insert_revisions(
    pages: Sequence[RecordPage], contents: Sequence[dict[str, Any]], *, by: User, at: dt.datetime
) -> list[Revision]:
    """Insert one revision for each page, in their order."""
    base = ContentType.objects.get_for_model(Page)
    return Revision.objects.bulk_create(
        Revision(
            content_type_id=page.content_type_id,
            base_content_type=base,
            object_id=str(page.pk),
            user=by,
            created_at=at,
            content=content,
            object_str=content["title"],
        )
        for page, content in zip(pages, contents, strict=True)
    )


def point_to_latest(pages: Sequence[RecordPage], revisions: Sequence[Revision], *, at: dt.datetime) -> None:
    """Make these the latest revisions of their pages, which say more than the public sees now."""
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision_id = revision.pk
        page.latest_revision_created_at = at
        page.has_unpublished_changes = True
        page.draft_title = revision.content["title"]
    first = min((revision.pk for revision in revisions), default=0)
    newest = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        pk__gte=first,
    )
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(  # type: ignore[misc]  # as in changes.py
        latest_revision=Subquery(newest.order_by("-pk").values("pk")[:1]),
        latest_revision_created_at=at,
        has_unpublished_changes=True,
    )
