"""The page on which editors ask translators for translations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.templatetags.numbers import number
from cms.translation_desk.models import TranslationRequest
from cms.translation_desk.queue.actions import request_translations, require_editor, withdraw_requests
from cms.translation_desk.queue.forms import RequestForm, WithdrawForm
from cms.translation_desk.queue.selection import Selection, originals_in, without_whole_translation

SHOWN = 50
"""As many requests are listed, the latest first."""


class RequestView(WagtailAdminTemplateMixin, TemplateView):
    """Counts what the conditions find, and asks for as many as were shown; lists what is being asked for."""

    template_name = "translation_desk/queue/requests.html"
    page_title = gettext_lazy("Ask for translations")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        require_editor(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("translation_queue"), "label": gettext_lazy("Translations")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"form": RequestForm(), "batches": batches()} | super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        withdrawn = WithdrawForm(request.POST)
        if withdrawn.is_valid():
            return self._withdraw(withdrawn.cleaned_data["withdraw"])
        form = RequestForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        counts = list(counted(form.selection, form.cleaned_data["languages"]))
        total = sum(count for _name, count in counts)
        if request.POST.get("confirmed") == str(total) and total:
            return self._ask(form)
        return self.render_to_response(self.get_context_data(form=form, counts=counts, total=total))

    def _ask(self, form: RequestForm) -> HttpResponse:
        values = form.cleaned_data
        count = request_translations(
            selection=form.selection,
            languages=values["languages"],
            by=self.request.user,
            due=values["due"],
            note=values["note"],
        )
        said = ngettext(
            "%(count)s translation is asked for.", "%(count)s translations are asked for.", count
        ) % {"count": number(count)}
        messages.success(self.request, said)
        return redirect("translation_requests")

    def _withdraw(self, batch: str) -> HttpResponse:
        count = withdraw_requests(batch=batch, by=self.request.user)
        said = ngettext(
            "%(count)s translation is no longer asked for.",
            "%(count)s translations are no longer asked for.",
            count,
        ) % {"count": number(count)}
        messages.success(self.request, said)
        return redirect("translation_requests")


def counted(selection: Selection, languages: list[str]) -> Iterator[tuple[str, int]]:
    """Yield each language's name and how many translations into it would be asked for."""
    names = dict(settings.LANGUAGES)
    for language in languages:
        yield names[language], without_whole_translation(originals_in(selection), language).count()


def batches() -> QuerySet[TranslationRequest, dict[str, Any]]:
    """Return what was asked for, the latest first: how many translations, how many of them are published."""
    rows = TranslationRequest.objects.values("batch")
    return rows.annotate(
        total=Count("pk"),
        done=Count("pk", filter=Q(fulfilled_at__isnull=False)),
        due=Min("due"),
        asked=Max("created_at"),
    ).order_by("-asked", "batch")[:SHOWN]
