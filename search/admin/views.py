"""The report on the search index: how it is, which records it could not take, and trying them again."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from search.admin.figures import index_figures
from search.admin.permissions import can_look_after_index
from search.indexing import outbox
from search.models import OutboxRow


class AgainColumn(Column):
    """A button of the form that stands above the table."""

    cell_template_name = "search/admin/again_cell.html"


def next_attempt(row: OutboxRow) -> str:
    """Return the moment in full: Wagtail's own words for dates know only the past."""
    return date_format(localtime(row.next_attempt_at), "DATETIME_FORMAT")


class IndexReportView(BaseListingView):
    """Figures of the index above the records that are parked, the most often failed first."""

    page_title = _("Search index")
    header_icon = "search"
    template_name = "search/admin/index_report.html"
    index_url_name = "search_index_report"
    index_results_url_name = "search_index_report_results"
    verbose_name_plural = _("records that cannot be indexed")
    paginate_by = 50
    columns = [
        TitleColumn(
            "document_id",
            label=_("Record"),
            get_url=lambda row: f"/id/{quote(row.document_id)}",
            width="20%",
        ),
        Column("last_error", label=_("Reason")),
        Column("attempts", label=_("Failed attempts")),
        Column("next_attempt", label=_("Next attempt"), accessor=next_attempt),
        AgainColumn("again", label="", accessor="document_id"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_look_after_index(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[OutboxRow]:
        return outbox.parked()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"figures": index_figures()}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Let one record, or without `record` every parked one, take its turn now."""
        rows = outbox.parked()
        if record := request.POST.get("record"):
            rows = rows.filter(document_id=record)
        count = outbox.try_again(rows)
        said = ngettext(
            "%(count)d record will be tried again.", "%(count)d records will be tried again.", count
        )
        messages.success(request, said % {"count": count})
        return redirect(self.index_url_name)
