"""Moving several pages at once: says what changes, and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.admin.views.pages.bulk_actions import MoveBulkAction
from wagtail.models import Page

from cms.accounts.models import User
from cms.undo.actions import move
from cms.undo.consequences import of_moving
from cms.undo.sentences import sentences


class UndoableMoveBulkAction(MoveBulkAction):
    template_name = "undo/move_several.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pages = [each["item"] for each in context["items"]]
        return context | {"sentences": sentences(of_moving(pages)) if pages else []}

    @classmethod
    def execute_action(
        cls, objects: Sequence[Page], destination: Page | None = None, user: User | None = None, **kwargs: Any
    ) -> tuple[int, int]:
        if destination is not None and user is not None and objects:
            move(pages=list(objects), to=destination, by=user)
        return len(objects), 0
