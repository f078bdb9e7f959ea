"""Where Django tells us that a moderated page is about to be written or deleted, by whatever road."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_delete, pre_save
from wagtail.models import Page

from cms.moderation.publication import guard_delete, guard_save
from cms.moderation.registry import is_moderated


def before_save(
    sender: type, instance: Model, raw: bool, update_fields: Iterable[str] | None, **kwargs: Any
) -> None:
    if not raw and isinstance(instance, Page) and is_moderated(instance):
        guard_save(instance, update_fields)


def before_delete(sender: type, instance: Model, **kwargs: Any) -> None:
    if isinstance(instance, Page) and is_moderated(instance):
        guard_delete(instance)


def connect() -> None:
    pre_save.connect(before_save, dispatch_uid="moderation.before_save")
    pre_delete.connect(before_delete, dispatch_uid="moderation.before_delete")
