"""Moving several pages at once: says what changes, and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import MoveBulkAction
from wagtail.admin.views.pages.bulk_actions.move import MoveForm
from wagtail.models import Page

from cms.accounts.models import User
from cms.undo.actions import move
from cms.undo.consequences import of_moving
from cms.undo.exceptions import ForetoldOtherwise, Kept
from cms.undo.sentences import sentences


class ForetoldMoveForm(MoveForm):
    """Where to, and what the person was told."""

    foretold = forms.CharField(widget=forms.HiddenInput, required=False)


class UndoableMoveBulkAction(MoveBulkAction):
    template_name = "undo/move_several.html"
    form_class = ForetoldMoveForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        pages = [each["item"] for each in context["items"]]
        if not pages:
            return context | {"sentences": []}
        told, form = of_moving(pages), context["form"]
        form.initial["foretold"] = told.digest()
        if form.is_bound:
            form.data = form.data.copy()
            form.data["foretold"] = told.digest()
        return context | {"sentences": sentences(told)}

    def form_valid(self, form: ForetoldMoveForm) -> HttpResponse:
        """Move them all or, with the reason, none."""
        try:
            return super().form_valid(form)
        except (ForetoldOtherwise, Kept, PermissionDenied) as refusal:
            messages.error(self.request, str(refusal))
            self.cleaned_form = None
            return self.render_to_response(self.get_context_data(form=form), status=409)

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | {"foretold": self.cleaned_form.cleaned_data["foretold"]}

    @classmethod
    def execute_action(
        cls,
        objects: Sequence[Page],
        destination: Page | None = None,
        user: User | None = None,
        foretold: str = "",
        **kwargs: Any,
    ) -> tuple[int, int]:
        if destination is not None and user is not None and objects:
            move(pages=list(objects), to=destination, by=user, foretold=foretold)
        return len(objects), 0
