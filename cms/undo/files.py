"""Files of what was deleted: they stay while the deletion can be undone. Nobody gets them, for their row is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.files.storage import default_storage
from wagtail.images.signal_handlers import post_delete_file_cleanup

from cms.core.models import CustomDocument, CustomImage, CustomRendition

_kept: ContextVar[bool] = ContextVar("files_kept", default=False)


@contextmanager
def kept() -> Iterator[None]:
    """Keep the files of the rows that are deleted meanwhile."""
    token = _kept.set(True)
    try:
        yield
    finally:
        _kept.reset(token)


def clean_up(instance: Any, **kwargs: Any) -> None:
    """In the place of Wagtail's own handler: delete a row's file unless it is kept."""
    if not _kept.get():
        post_delete_file_cleanup(instance)


def forget(names: Iterable[str]) -> None:
    """Delete files that no row names any more."""
    for name in names:
        used = (
            model.objects.filter(file=name).exists()
            for model in (CustomImage, CustomDocument, CustomRendition)
        )
        if not any(used):
            default_storage.delete(name)
