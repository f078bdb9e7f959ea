"""Every page type says of each of its fields whether it is translated or the original's; gaps are found at start-up."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db.models import Field, Model
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from cms.translations.models import TranslatedPage

OURS = ("cms.", "home", "stocktaking_pages", "prizes_pages")


@register()
def check_field_policies(**kwargs: Any) -> list[CheckMessage]:
    """Return an error for each field of our page types that override_translatable_fields does not name."""
    return [
        Error(
            f"{model.__name__}.{name} says neither that it is translated nor that it is the original's.",
            hint="Name it in override_translatable_fields (records: in words or facts).",
            obj=model,
            id="translations.E001",
        )
        for model in apps.get_models()
        if issubclass(model, Page) and model.__module__.startswith(OURS)
        for name in unnamed(model)
    ]


def unnamed(model: type[Model]) -> Iterator[str]:
    """Yield the fields and child rows of a page type without a policy."""
    named = {policy.field_name for policy in getattr(model, "override_translatable_fields", ())}
    own = [field for field in model._meta.local_fields if not is_page_link(field)]
    names = [field.name for field in (*own, *model._meta.local_many_to_many)]
    names += [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    inherited = {relation.get_accessor_name() for relation in get_all_child_relations(Page)}
    kept = {field.name for field in TranslatedPage._meta.fields}
    yield from (name for name in names if name not in named | inherited | kept)


def is_page_link(field: Field) -> bool:
    return field.primary_key
