"""The report on translations: a bar and a row of numbers for each language."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.days import today
from cms.desk.filters import country_choices
from cms.desk.queries import sees_all
from cms.translation_desk.breadcrumbs import trail_to
from cms.translation_desk.queue.queries import languages_of
from cms.translation_desk.queue.selection import Selection
from cms.translation_desk.reports.queries import coverage, work

WORK_DAYS = 90


class ReportForm(forms.Form):
    """Which records the report is about; all of them when empty."""

    year = forms.IntegerField(label=gettext_lazy("Year"), required=False, min_value=1900, max_value=2100)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("All")), *country_choices()]

    @property
    def selection(self) -> Selection:
        values = self.cleaned_data
        return Selection(year=values.get("year"), country=values.get("country") or "")


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever translates or reviews, and for whom no page is hidden; who translated is for the latter."""

    template_name = "translation_desk/reports/report.html"
    page_title = gettext_lazy("Report on translations")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (sees_all(request.user) or languages_of(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *trail_to(str(self.page_title))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = ReportForm(self.request.GET)
        selection = form.selection if form.is_valid() else Selection()
        day = today()
        since = day - dt.timedelta(days=WORK_DAYS)
        return super().get_context_data(
            **kwargs,
            form=form,
            rows=coverage(selection, today=day),
            work=work(selection, since=since) if sees_all(self.request.user) else None,
            since=since,
        )
