"""Wagtail's reference index for many pages at once: what points at an organisation, a term, a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRel
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex

from cms.records.bulk.rows import assigned
from cms.records.models import RecordPage

Reference = tuple[int, str, str, str]
"""Content type and key of the target, path in the model, path in the content."""

MARKUP = ("<a ", "<embed ")
"""Without one of these a rich text refers to nothing."""


def insert_references(pages: Sequence[RecordPage]) -> None:
    """Insert what ReferenceIndex.create_or_update_for_object would, for pages without any row there."""
    base = ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type_id=page.content_type_id,
            base_content_type=base,
            object_id=str(page.pk),
            to_content_type_id=content_type,
            to_object_id=key,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=_path_hash(content_path),
        )
        for page in pages
        for content_type, key, model_path, content_path in dict.fromkeys(_references(page))
    )


def replace_references(pages: Sequence[RecordPage]) -> None:
    """Bring the rows of pages that were changed to what their rows say now."""
    for page in pages:
        ReferenceIndex.create_or_update_for_object(page)


def _references(page: RecordPage) -> Iterator[Reference]:
    model, state = type(page), page.__dict__
    for name, attname, target in _foreign_keys(model):
        if (key := state[attname]) is not None:
            yield ReferenceIndex._get_base_content_type(target).pk, str(key), name, name
    for name, field in _rich_texts(model):
        if any(mark in state[name] for mark in MARKUP):
            yield from _in_text(name, field, state[name])
    for name in _child_relations(model):
        for child in assigned(page, name):
            for content_type, key, model_path, content_path in ReferenceIndex._extract_references_from_object(
                child
            ):
                yield content_type, key, f"{name}.item.{model_path}", f"{name}.{child.pk}.{content_path}"


def _in_text(name: str, field: Any, text: str) -> Iterator[Reference]:
    for target, key, model_path, content_path in field.extract_references(text):
        content_type = ReferenceIndex._get_base_content_type(target).pk
        yield content_type, key, f"{name}.{model_path}", f"{name}.{content_path}"


@cache
def _foreign_keys(model: type[RecordPage]) -> tuple[tuple[str, str, Any], ...]:
    return tuple(
        (field.name, field.attname, field.related_model)
        for field in model._meta.get_fields()
        if field.is_relation and field.many_to_one and not _ignored(field)
    )


def _ignored(field: Any) -> bool:
    """As wagtail.models.reference_index: what is bookkeeping, or the parent's to report."""
    if isinstance(field, (ParentalKey, GenericRel, GenericForeignKey)):
        return True
    return any(
        getattr(each, "wagtail_reference_index_ignore", False) for each in (field, field.related_model)
    )


@cache
def _rich_texts(model: type[RecordPage]) -> tuple[tuple[str, Field], ...]:
    return tuple(
        (field.name, field)
        for field in model._meta.get_fields()
        if isinstance(field, Field) and hasattr(field, "extract_references")
    )


@cache
def _child_relations(model: type[RecordPage]) -> tuple[str, ...]:
    return tuple(relation.get_accessor_name() for relation in get_all_child_relations(model))


@cache
def _path_hash(content_path: str) -> UUID:
    return ReferenceIndex._get_content_path_hash(content_path)
