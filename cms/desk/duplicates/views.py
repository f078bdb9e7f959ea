"""What a moderator says of two records that look alike."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from cms.desk.comparison import FieldRow, field_rows
from cms.desk.duplicates.forms import MergeForm, OtherForm
from cms.desk.queries import desk_pages, readable_pages
from cms.desk.rows import rows_of
from cms.desk.waiting.queries import handling_of
from cms.duplicates.actions import distinguish
from cms.moderation.actions import require_one
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import require
from cms.records.queries import find_original, is_original
from cms.undo import actions, consequences
from cms.undo.confirming import ActView
from cms.undo.exceptions import Kept
from cms.undo.models import Undoable
from cms.undo.values import Consequences


class DistinguishView(View):
    """Keeps that the two are no duplicates, and comes back to the page on which one decides."""

    def post(self, request: HttpRequest, page_id: int, other_id: int) -> HttpResponse:
        page = get_object_or_404(desk_pages(request.user), pk=page_id).specific
        # Of what the person does not read nothing is told, not even that it is there.
        other = get_object_or_404(readable_pages(request.user), pk=other_id).specific
        if not (is_original(page) and is_original(other)):
            raise Http404
        try:
            distinguish(page=page, other=other, by=request.user)
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("It is noted that these are two. Nobody is asked again."))
        return redirect("desk_page", page.pk)


class MergeView(ActView):
    """Shows two records side by side, says what happens when the first is merged into the second, and does it."""

    template_name = "desk/duplicates/merge.html"
    page_title = button = gettext_lazy("Merge")
    header_icon = "link"
    form_class = MergeForm
    done = gettext_lazy("“%(title)s” is merged. You can undo it for 30 days.")

    def dispatch(self, request: HttpRequest, page_id: int, other_id: int) -> HttpResponse:
        self.page = get_object_or_404(desk_pages(request.user), pk=page_id).specific
        # Of what the person may not read nothing is told, not even that it is there.
        self.other = get_object_or_404(readable_pages(request.user), pk=other_id).specific
        self.objects = [self.page]
        return super().dispatch(request)

    def get_page_title(self) -> str:
        return _("Merge into “%(title)s”") % {"title": self.other.get_admin_display_title()}

    def told(self) -> Consequences:
        self._check()
        return consequences.of_merging(self.page, self.other)

    def act(self, reason: str, foretold: str) -> Undoable:
        self._check()
        return actions.merge(
            page=self.page, into=self.other, by=self.request.user, reason=reason, foretold=foretold
        )

    def _check(self) -> None:
        """Raise PermissionDenied, or Kept where the two cannot be made one now."""
        try:
            require(Move.ARCHIVE, self.request.user, self.page)
            require_one(self.page, self.other)
        except InvalidMove as refusal:
            raise Kept(str(refusal)) from refusal

    def back(self) -> str:
        return reverse("desk_page", args=[self.page.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            page=self.page,
            rows=rows_of([self.page, self.other]),
            fields=self._fields(),
            handling=handling_of(self.page),
        )

    def _fields(self) -> list[FieldRow]:
        """Return what either of the two says in public, where they are of one kind."""
        return field_rows(self.other, self.page, self.request) if type(self.page) is type(self.other) else []


class MergeByIdView(View):
    """Leads from an id that was typed to the page on which the two stand side by side."""

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = get_object_or_404(desk_pages(request.user), pk=page_id)
        form = OtherForm(request.GET)
        other = find_original(form.cleaned_data["record_id"]) if form.is_valid() else None
        if other is None or not other.live:
            messages.error(request, _("There is no public record with this id."))
            typed = urlencode({"record_id": request.GET.get("record_id", "")})
            return redirect(f"{reverse('desk_page', args=[page.pk])}?{typed}")
        return redirect("desk_merge", page.pk, other.pk)
