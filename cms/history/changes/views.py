"""The report on what changed in the public repository between two days, and the same as a file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.enums import Role
from cms.accounts.permissions import scopes
from cms.core.days import today
from cms.core.reader import reader_language
from cms.desk.reports.exports import FORMATS, Row, as_file, refused
from cms.desk.reports.permissions import reads_names, reads_report
from cms.history.changes.enums import Change
from cms.history.changes.forms import ChangesForm
from cms.history.changes.queries import PageChange, changes
from search import params
from search.presentation import ignored_lines
from search.types import SearchRequest

CHANGES_A_PAGE = 50


class _OfChanges(View):
    """What the page and its files have in common: who may read, and what they asked for."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not reads_report(request.user):
            raise PermissionDenied
        self.form = ChangesForm(request.GET.dict(), today=today())
        self.parsed = params.parse(request.GET, reader_language())
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def changes(self) -> list[PageChange]:
        asked = self._narrowed(self.parsed.request)
        days = self.form.cleaned_data
        return changes(days["first"], days["last"], asked) if asked else []

    def _narrowed(self, asked: SearchRequest) -> SearchRequest | None:
        """Narrow what a focal point asks for to the country; None where nothing of it is left."""
        if reads_names(self.request.user):
            return asked
        own = scopes(self.request.user, Role.FOCAL_POINT)
        countries = asked.filters.get("country", own) & own
        return replace(asked, filters={**asked.filters, "country": countries}) if countries else None


class ChangesView(_OfChanges, WagtailAdminTemplateMixin, TemplateView):
    template_name = "history/changes/report.html"
    page_title = gettext_lazy("Report on changes")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give no changes where it is not clear of which days."""
        if not self.form.is_valid():
            return super().get_context_data(**kwargs, form=self.form)
        counts = Counter(each.change for each in self.changes)
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(
            **kwargs,
            form=self.form,
            first=self.form.cleaned_data["first"],
            last=self.form.cleaned_data["last"],
            ignored=ignored_lines(self.parsed.ignored),
            counts=[(change.label, counts[change]) for change in Change],
            changes=Paginator(self.changes, CHANGES_A_PAGE).get_page(self.request.GET.get("p")),
            with_names=reads_names(self.request.user),
            query=query.urlencode(),
            files=[
                (name.upper(), f"{reverse('history_changes_file', args=[name])}?{query.urlencode()}")
                for name in FORMATS
            ],
        )


class ChangesFileView(_OfChanges):
    """Every change of the report on a line."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, format: str) -> HttpResponse:
        if self.form.errors:
            return refused(self.form)
        days = self.form.cleaned_data
        return as_file(self._rows(), f"changes-{days['first']}-{days['last']}", format)

    def _rows(self) -> list[Row]:
        with_names = reads_names(self.request.user)
        heading = [_("Time"), _("What happened"), _("Title"), _("Language"), _("Record"), _("Fields")]
        return [
            [*heading, _("Person")] if with_names else heading,
            *([*_cells(each), each.by] if with_names else _cells(each) for each in self.changes),
        ]


def _cells(each: PageChange) -> list[str | int]:
    return [
        each.at.isoformat(timespec="seconds"),
        str(each.change.label),
        each.title,
        each.language,
        each.record_id,
        "; ".join(each.fields),
    ]
