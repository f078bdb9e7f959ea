"""The report on decisions: what waits and how long, what was decided, by whom, how soon, what was turned around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.models import User
from cms.core.days import today
from cms.core.reader import reader_language
from cms.desk.reports.enums import Outcome
from cms.desk.reports.exports import FORMATS, Row, as_file, refused
from cms.desk.reports.figures import ages, tallies, tally, weeks
from cms.desk.reports.forms import ReportForm
from cms.desk.reports.permissions import reads_names, reads_report
from cms.desk.reports.queries import (
    Decision,
    Subject,
    decisions,
    pages_of,
    subjects_of,
    what_waits_now,
)
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import short_label

OWN_NAMES = dict(settings.LANGUAGES)


class _OfDecisions(View):
    """What the page and its files have in common: who may read, and what they asked for."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not reads_report(request.user):
            raise PermissionDenied
        self.today = today()
        self.form = ReportForm(request.GET.dict(), today=self.today)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def pages(self) -> Any:
        asked = self.form.cleaned_data
        return pages_of(
            self.request.user, country=asked.get("country", ""), language=asked.get("language", "")
        )

    @cached_property
    def decisions(self) -> list[Decision]:
        return decisions(self.pages, self.form.cleaned_data["first"], self.form.cleaned_data["last"])


class ReportView(_OfDecisions, WagtailAdminTemplateMixin, TemplateView):
    template_name = "desk/reports/report.html"
    page_title = gettext_lazy("Report on decisions")
    header_icon = "tasks"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("desk_waiting"), "label": _("What is waiting")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give no numbers where it is not clear of what they would be."""
        if not self.form.is_valid():
            return super().get_context_data(**kwargs, form=self.form)
        asked = self.form.cleaned_data
        ends = [each for each in self.decisions if each.outcome != Outcome.IN_PART]
        by_week = weeks(ends, asked["first"], asked["last"])
        most = max((row.total for _day, row in by_week), default=0) or 1
        subjects = subjects_of({each.page_id for each in self.decisions})
        waiting = what_waits_now(self.pages, today=self.today)
        return super().get_context_data(
            **kwargs,
            form=self.form,
            first=asked["first"],
            last=asked["last"],
            ages=ages(waiting),
            waiting=len(waiting),
            late=sum(each.is_late for each in waiting),
            all=tally(ends),
            weeks=[(day, row, 100 * row.total / most) for day, row in by_week],
            people=self._people() if reads_names(self.request.user) else None,
            countries=_named_countries(tallies(ends, lambda each: _of(subjects, each, "countries"))),
            languages=[
                (OWN_NAMES.get(code, code), row)
                for code, row in tallies(ends, lambda each: _of(subjects, each, "language"))
            ],
            files=[(name.upper(), self._file(name)) for name in FORMATS],
        )

    def _people(self) -> list[tuple[str, Any]]:
        """Count what each did: every approval where a step asks for several, though together they are one decision."""
        rows = tallies(self.decisions, lambda each: [each.person_id])
        names = _names(self.decisions)
        return [(names.get(pk, ""), row) for pk, row in rows]

    def _file(self, name: str) -> str:
        return f"{reverse('desk_report_file', args=[name])}?{self.request.GET.urlencode()}"


class ReportFileView(_OfDecisions):
    """Every decision of the report on a line."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, format: str) -> HttpResponse:
        if self.form.errors:
            return refused(self.form)
        asked = self.form.cleaned_data
        return as_file(self._rows(), f"decisions-{asked['first']}-{asked['last']}", format)

    def _rows(self) -> list[Row]:
        with_names = reads_names(self.request.user)
        names = _names(self.decisions) if with_names else {}
        subjects = subjects_of({each.page_id for each in self.decisions})
        heading = [
            _("Day"), _("Decision"), _("Working days"), _("Reversed"), _("Title"), _("Type"), _("Language"),
            _("Countries"), _("Page"), *([_("Person")] if with_names else []),
        ]  # fmt: skip
        rows: list[Row] = [heading]
        for each in self.decisions:
            row = _row(each, subjects.get(each.page_id))
            rows.append([*row, names.get(each.person_id, "")] if with_names else row)
        return rows


def _row(decision: Decision, subject: Subject | None) -> Row:
    """Return the cells of a decision; a page that is gone has its number alone."""
    told = (
        (subject.title, subject.kind, subject.language, "; ".join(subject.countries)) if subject else [""] * 4
    )
    return [
        decision.at.date().isoformat(),
        str(decision.outcome.label),
        "" if decision.days is None else decision.days,
        _("yes") if decision.is_reversed else _("no"),
        *(str(each) for each in told),
        decision.page_id,
    ]


def _of(subjects: dict[int, Any], decision: Decision, name: str) -> Sequence[str]:
    subject = subjects.get(decision.page_id)
    value = getattr(subject, name) if subject else ()
    return [value] if isinstance(value, str) else value


def _names(found: Sequence[Decision]) -> dict[int | None, str]:
    people = User.objects.filter(pk__in={each.person_id for each in found if each.person_id})
    return {person.pk: str(person) for person in people}


def _named_countries(rows: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    language = reader_language()
    return [(short_label(Vocabulary.COUNTRY, code, language), row) for code, row in rows]
