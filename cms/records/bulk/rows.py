"""The rows of pages, their relations and their children, many in one statement.

Django refuses bulk_create for models with a parent table; its own inserting is used underneath, table by table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from cms.records.models import RecordPage

BASE_FIELDS = [field for field in Page._meta.concrete_fields if not field.primary_key]


def insert_pages(pages: Sequence[RecordPage]) -> None:
    """Insert pages that have their place in the tree; afterwards they have their primary keys."""
    rows = Page._base_manager.get_queryset()._batched_insert(pages, BASE_FIELDS, None)
    for page, (pk,) in zip(pages, rows, strict=True):
        page.pk = page.id = pk
        page._state.adding = False
        page._state.db = "default"
    for model, group in by_model(pages).items():
        model._base_manager.get_queryset()._batched_insert(group, model._meta.local_concrete_fields, None)
        _insert_relations(model, group)
        _insert_children(model, group)


def by_model(pages: Iterable[RecordPage]) -> dict[type[RecordPage], list[RecordPage]]:
    groups: dict[type[RecordPage], list[RecordPage]] = defaultdict(list)
    for page in pages:
        groups[type(page)].append(page)
    return groups


def assigned(page: RecordPage, relation: str) -> list[Any]:
    """Return what was assigned to a relation of an unsaved page; never asks the database."""
    return getattr(page, "_cluster_related_objects", {}).get(relation, [])


def attname(model: type[RecordPage], name: str) -> str:
    """Return the attribute that holds a field's value; for a foreign key the primary key."""
    field: Any = model._meta.get_field(name)
    return str(field.attname)


def link_columns(model: type[RecordPage], relation: str) -> tuple[str, str]:
    """Return the names of a many-to-many table's two columns: the page's and the other's."""
    field = model._meta.get_field(relation)
    return f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"


def _insert_relations(model: type[RecordPage], pages: Sequence[RecordPage]) -> None:
    for field in get_all_child_m2m_relations(model):
        to_page, to_other = link_columns(model, field.name)
        through = field.remote_field.through
        through.objects.bulk_create(
            through(**{to_page: page.pk, to_other: other.pk})
            for page in pages
            for other in assigned(page, field.name)
        )


def _insert_children(model: type[RecordPage], pages: Sequence[RecordPage]) -> None:
    for relation in get_all_child_relations(model):
        name, key = relation.get_accessor_name(), relation.field.attname
        children = []
        for page in pages:
            for order, child in enumerate(assigned(page, name)):
                setattr(child, key, page.pk)
                _number(child, order)
                children.append(child)
        relation.related_model.objects.bulk_create(children)


def _number(child: Model, order: int) -> None:
    """Keep the order of the children, as a form set does; a single add_child leaves it to the caller."""
    if getattr(child, "sort_order", order) is None:
        child.sort_order = order


def replace_relations(model: type[RecordPage], wanted: Mapping[int, Mapping[str, Sequence[Model]]]) -> None:
    """Bring the many-to-many rows of existing pages to what is wanted: page -> relation -> its objects."""
    for relation in {name for relations in wanted.values() for name in relations}:
        to_page, to_other = link_columns(model, relation)
        through = model._meta.get_field(relation).remote_field.through
        pairs = {
            (pk, other.pk) for pk, names in wanted.items() if relation in names for other in names[relation]
        }
        pages = [pk for pk, names in wanted.items() if relation in names]
        rows = through.objects.filter(**{f"{to_page}__in": pages}).values_list("pk", to_page, to_other)
        present = {(page, other): pk for pk, page, other in rows}
        through.objects.filter(pk__in=[present[pair] for pair in present.keys() - pairs]).delete()
        missing = sorted(pairs - present.keys())
        through.objects.bulk_create(through(**{to_page: page, to_other: other}) for page, other in missing)
