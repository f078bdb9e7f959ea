"""The time line of a record in the admin, two versions of a page side by side, and the history as a file."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk.comparison import field_rows
from cms.desk.views import visible_page
from cms.history import exports
from cms.history.actions import restore_version
from cms.history.events import events_of
from cms.history.forms import EventFilter, VersionsForm
from cms.history.versions import before, find, text_of, versions_of
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import can
from cms.undo.queries import deletion_of_page, latest_of

EVENTS_A_PAGE = 50


class PageHistoryView(WagtailAdminTemplateMixin, TemplateView):
    """About one page that the person sees on the desk; any other answers 404."""

    header_icon = "history"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        self.page = visible_page(request.user, page_id)
        return super().dispatch(request)

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        desk = {"url": reverse("desk_page", args=[self.page.pk]), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, desk, *self.trail(), {"url": "", "label": self.page_title}]

    def trail(self) -> list[dict[str, Any]]:
        return []


class TimeLineView(PageHistoryView):
    """What became of the record, in all its languages, newest first. Of a deleted one: the way back."""

    template_name = "history/time_line.html"
    page_title = gettext_lazy("History")

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        try:
            return super().dispatch(request, page_id)
        except Http404:
            if undoable := deletion_of_page(page_id, request.user):
                return redirect("undo_item", undoable.pk)
            raise

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(
                _("Compare versions"),
                url=reverse("history_compare", args=[self.page.pk]),
                icon_name="resubmit",
            ),
            *(
                HeaderButton(
                    label, url=reverse("history_export", args=[self.page.pk, name]), icon_name="download"
                )
                for name, label in (("csv", _("As CSV")), ("json", _("As JSON")))
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = events_of(self.page, self.request.user)
        form = EventFilter(self.request.GET, {event.language for event in events})
        shown = Paginator(form.narrow(events), EVENTS_A_PAGE).get_page(self.request.GET.get("p"))
        undoable = latest_of(self.page, self.request.user)
        return super().get_context_data(**kwargs, form=form, events=shown, of=self.page, undoable=undoable)


class CompareView(PageHistoryView):
    """Two versions of a page, field by field; a button brings back either."""

    template_name = "history/compare.html"
    page_title = gettext_lazy("Compare versions")

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": reverse("history", args=[self.page.pk]), "label": _("History")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = versions_of(self.page)
        if not versions:
            raise Http404
        later = find(versions, self.request.GET.get("later", "")) or versions[0]
        earlier = find(versions, self.request.GET.get("earlier", "")) or before(versions, later)
        rows = field_rows(text_of(self.page, later), text_of(self.page, earlier), self.request)
        return super().get_context_data(
            **kwargs,
            of=self.page,
            form=VersionsForm(versions, {"earlier": earlier.key, "later": later.key}),
            versions=dict.fromkeys((earlier, later)),
            earlier=earlier,
            later=later,
            rows=[row for row in rows if row.changed],
            unchanged=[row.label for row in rows if not row.changed],
            can_restore=can(Move.EDIT, self.request.user, self.page),
        )


class RestoreView(View):
    """Takes the button of the page above."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = visible_page(request.user, page_id)
        try:
            restore_version(page=page, version=request.POST.get("version", ""), by=request.user)
        except PermissionDenied as refusal:
            return self._refused(request, page_id, str(refusal))
        except InvalidMove as refusal:
            return self._refused(request, page_id, str(refusal))
        except ValidationError as refusal:
            return self._refused(request, page_id, " ".join(refusal.messages))
        messages.success(request, _("The version is the newest draft now. The public text has not changed."))
        return redirect("desk_page", page_id)

    def _refused(self, request: HttpRequest, page_id: int, message: str) -> HttpResponse:
        messages.error(request, message)
        return redirect("history_compare", page_id)


class ExportView(View):
    """The whole history of the record, as far as the person may know it, as a file."""

    def get(self, request: HttpRequest, page_id: int, name: str) -> HttpResponse:
        page = visible_page(request.user, page_id)
        content, content_type = exports.FORMATS[name](page, request.user)
        response = HttpResponse(content, content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="history-{page.pk}.{name}"'
        return response
