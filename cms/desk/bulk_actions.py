"""Wagtail's bulk actions, which would name whatever a person may not act on."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
)
from wagtail.documents.views import bulk_actions as documents
from wagtail.images.views import bulk_actions as images
from wagtail.models import Page

from cms.desk.queries import without_drafts_of_others
from cms.undo.bulk_actions import UndoableMoveBulkAction

WAGTAILS: tuple[type[BulkAction], ...] = (
    DeleteBulkAction,
    UndoableMoveBulkAction,
    PublishBulkAction,
    UnpublishBulkAction,
    *(
        getattr(module, name)
        for module in (documents, images)
        for name in ("AddTagsBulkAction", "AddToCollectionBulkAction", "DeleteBulkAction")
    ),
)


class Discreet:
    """Leaves out what the person may not act on, but for pages that they may read."""

    model: Any
    request: Any

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        objects, others = super().get_actionable_objects()  # type: ignore[misc]  # beside a BulkAction
        return objects, {name: self._readable(listed) for name, listed in others.items()}

    def _readable(self, listed: list[Any]) -> list[Any]:
        if self.model is not Page:
            return []
        pages = Page.objects.filter(pk__in=[page.pk for page in listed])
        readable = set(without_drafts_of_others(pages, self.request.user).values_list("pk", flat=True))
        return [page for page in listed if page.pk in readable]


DISCREET = tuple(type(action.__name__, (Discreet, action), {}) for action in WAGTAILS)
