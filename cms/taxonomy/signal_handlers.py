"""Labels are also saved by the admin's own forms: pages must not show the old words until the next look."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from cms.taxonomy import snapshot


def forget_snapshot(**kwargs: Any) -> None:
    snapshot.forget()


def connect(models: Iterable[type[Model]]) -> None:
    for model in models:
        for signal in (post_save, post_delete):
            signal.connect(forget_snapshot, sender=model, dispatch_uid=f"taxonomy.forget.{model.__name__}")
