"""What was deleted, taken offline or moved, with the way back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.models import Page, PageLogEntry

from cms.undo.actions import undo
from cms.undo.exceptions import UndoRefused
from cms.undo.forms import PlaceForm
from cms.undo.models import Undoable
from cms.undo.queries import undoables
from cms.undo.sentences import sentences
from cms.undo.values import Consequences
from search.analysis.spellings import spelt_like


class StateColumn(Column):
    cell_template_name = "undo/state_cell.html"


class DeletedView(BaseListingView):
    """What can be undone, and what was, the latest first."""

    page_title = gettext_lazy("Deleted")
    header_icon = "bin"
    index_url_name = "undo"
    index_results_url_name = "undo_results"
    template_name = "undo/deleted.html"
    table_classname = "listing narrow-list"
    verbose_name_plural = gettext_lazy("deletions and moves")
    is_searchable = True
    default_ordering = "-done_at"
    paginate_by = 25
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            url_name="undo_item",
            link_attrs={"dir": "auto"},
            width="40%",
        ),
        Column("get_act_display", label=gettext_lazy("What was done"), sort_key="act"),
        Column("done_by", label=gettext_lazy("Person")),
        DateColumn("done_at", label=gettext_lazy("When"), sort_key="done_at"),
        StateColumn("state", label=gettext_lazy("Undo")),
    ]

    def get_base_queryset(self) -> QuerySet[Undoable]:
        return undoables(self.request.user)

    def search_queryset(self, queryset: QuerySet[Undoable]) -> QuerySet[Undoable]:
        words = spelt_like(self.search_query) if self.is_searching else ""
        return queryset.filter(title__regex=words) if words else queryset


class ItemView(WagtailAdminTemplateMixin, TemplateView):
    """One act: what it took along, what was told of the pages before, and a button that brings all of it back."""

    template_name = "undo/item.html"
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.undoable = get_object_or_404(undoables(request.user).defer(None), pk=pk)
        return super().dispatch(request)

    def get_page_title(self) -> str:
        return self.undoable.get_act_display()

    def get_page_subtitle(self) -> str:
        return self.undoable.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("undo"), "label": _("Deleted")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": str(self.undoable)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told = Consequences.from_json(self.undoable.foretold)
        return {"form": PlaceForm(self.undoable)} | super().get_context_data(
            **kwargs, undoable=self.undoable, sentences=sentences(told), entries=self._entries()
        )

    def _entries(self) -> QuerySet[PageLogEntry]:
        """The log of a page that is gone; one that is there has its time line."""
        entries = PageLogEntry.objects.filter(page_id=self._page_pk(), deleted=True)
        return entries.select_related("user").order_by("-timestamp", "-pk")

    def _page_pk(self) -> int:
        of_page = self.undoable.content_type and issubclass(
            self.undoable.content_type.model_class() or Model, Page
        )
        return int(self.undoable.object_id) if of_page else 0

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PlaceForm(self.undoable, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        try:
            undo(undoable=self.undoable, by=request.user, wishes=form.wishes())
        except (PermissionDenied, UndoRefused) as refusal:
            messages.error(request, str(refusal))
            earlier = getattr(refusal, "earlier", None)
            return self.render_to_response(self.get_context_data(form=form, earlier=earlier), status=409)
        messages.success(request, _("“%(title)s” is back as it was.") % {"title": self.undoable.title})
        return redirect(self._onward())

    def _onward(self) -> str:
        page = Page.objects.filter(pk=self._page_pk()).first()
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) if page else reverse("undo")
