"""Files of translations in Wagtail's admin: ask for them, send them back, see what became of them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.records.translating import can_translate
from cms.translation_desk.breadcrumbs import trail_to
from cms.translation_desk.files.actions import start_export, start_import
from cms.translation_desk.files.formats import Format
from cms.translation_desk.files.forms import ExportForm, ImportForm
from cms.translation_desk.files.models import TranslationFileJob
from cms.translation_desk.files.permissions import can_use_files
from cms.translation_desk.files.reports import table
from cms.translation_desk.files.selections import Selection

SHOWN_JOBS = 20
LOOK_AGAIN = "3"
"""Seconds after which a browser asks again how far an open job is."""
BOM = "\ufeff"
"""By which spreadsheets know UTF-8."""


class FilesView(WagtailAdminTemplateMixin, TemplateView):
    """What one can ask for, and the files of the last days."""

    page_title = gettext_lazy("Files of translations")
    header_icon = "doc-full-inverse"
    template_name = "translation_desk/files/index.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_use_files(request.user):
            raise PermissionDenied
        wanted = {
            name: request.GET[name] for name in ("language", "selection", "value") if name in request.GET
        }
        self.export_form = ExportForm(request.user, initial=wanted)
        self.import_form = ImportForm()
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *trail_to(str(self.page_title))]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Queue what the button says; on refusal show the form again."""
        job = self._import(request) if "import" in request.POST else self._export(request)
        if job is None:
            return self.render_to_response(self.get_context_data(), status=400)
        return redirect("translation_file_job", job.pk)

    def _export(self, request: HttpRequest) -> TranslationFileJob | None:
        self.export_form = ExportForm(request.user, request.POST)
        if not self.export_form.is_valid():
            return None
        said = self.export_form.cleaned_data
        return start_export(
            by=request.user,
            language=said["language"],
            file_format=Format(said["file_format"]),
            selection=Selection(said["selection"]),
            value=said["value"],
        )

    def _import(self, request: HttpRequest) -> TranslationFileJob | None:
        self.import_form = ImportForm(request.POST, request.FILES)
        if not self.import_form.is_valid():
            return None
        return start_import(by=request.user, upload=self.import_form.cleaned_data["upload"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        jobs = TranslationFileJob.objects.filter(by=self.request.user).order_by("-created_at", "-pk")
        return super().get_context_data(
            **kwargs,
            export_form=self.export_form,
            import_form=self.import_form,
            jobs=jobs.defer("report")[:SHOWN_JOBS],
        )


def own_job(request: HttpRequest, job_id: int) -> TranslationFileJob:
    """Return a job of this person, who may have lost the role since. Raises Http404 or PermissionDenied."""
    job = get_object_or_404(TranslationFileJob, pk=job_id, by=request.user)
    if not (can_translate(request.user, job.language) if job.language else can_use_files(request.user)):
        raise PermissionDenied
    return job


class JobView(WagtailAdminTemplateMixin, TemplateView):
    """How far a job is, then what came out. Without JavaScript the browser looks again by itself."""

    header_icon = "doc-full-inverse"
    template_name = "translation_desk/files/job.html"

    def get(self, request: HttpRequest, job_id: int) -> HttpResponse:
        self.job = own_job(request, job_id)
        response = super().get(request)
        if self.job.is_open:
            response["Refresh"] = LOOK_AGAIN
        return response

    def get_page_title(self) -> str:
        return self.job.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("translation_files"), "label": FilesView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, job=self.job)


class JobFileView(View):
    """The file that an export has written."""

    def get(self, request: HttpRequest, job_id: int) -> HttpResponseBase:
        job = own_job(request, job_id)
        if job.kind != TranslationFileJob.Kind.EXPORT or job.state != TranslationFileJob.State.DONE:
            raise Http404
        return FileResponse(
            job.file.open("rb"),
            as_attachment=True,
            filename=job.name,
            content_type="application/octet-stream",
        )


class JobReportView(View):
    """Everything that an import could not use, as a table."""

    def get(self, request: HttpRequest, job_id: int) -> HttpResponse:
        job = own_job(request, job_id)
        if job.kind != TranslationFileJob.Kind.IMPORT:
            raise Http404
        text = StringIO()
        csv.writer(text).writerows(table(job.report))
        name = _("not used") + f" {job.name}.csv"
        response = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = content_disposition_header(True, name)
        return response
