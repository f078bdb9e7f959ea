"""The translators' desk: what there is to do in one of the person's languages, the most wanted first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Page

from cms.core.days import today
from cms.desk.listing import NARROW
from cms.desk.queries import any_record, decides_on_all
from cms.moderation.exceptions import InvalidMove
from cms.translation_desk.queue.actions import claim, release, start
from cms.translation_desk.queue.enums import Standing
from cms.translation_desk.queue.filters import QueueFilterSet
from cms.translation_desk.queue.forms import DueForm
from cms.translation_desk.queue.queries import by_rank, languages_of, to_do
from cms.translation_desk.queue.rows import rows_of
from cms.translations.models import TranslatedPage
from search.analysis.spellings import spelt_like


class TitleColumn(Column):
    cell_template_name = "translation_desk/queue/title_cell.html"


class StandingColumn(Column):
    cell_template_name = "translation_desk/queue/standing_cell.html"


class ReasonColumn(Column):
    cell_template_name = "translation_desk/queue/reason_cell.html"


class ClaimColumn(Column):
    cell_template_name = "translation_desk/queue/claim_cell.html"


class QueueView(BaseListingView):
    """What there is to do in a language; its buttons are those of one form that stands above the table."""

    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translation_queue"
    index_results_url_name = "translation_queue_results"
    template_name = "translation_desk/queue/queue.html"
    results_template_name = "translation_desk/queue/results.html"
    table_classname = NARROW
    filterset_class = QueueFilterSet
    paginate_by = 25
    is_searchable = True
    verbose_name_plural = gettext_lazy("translations")
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), width="35%"),
        StandingColumn("standing", label=gettext_lazy("State")),
        ReasonColumn("readers", label=gettext_lazy("Why it is here")),
        ClaimColumn("claim", label=gettext_lazy("Translator")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who translates into no language, and a language that is not one of theirs."""
        self.languages = languages_of(request.user)
        self.language = request.GET.get("language") or preferred_of(self.languages)
        if self.language not in self.languages:
            raise PermissionDenied
        self.today = today()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        report = HeaderButton(_("Report"), url=reverse("translation_report"), icon_name="table")
        if not decides_on_all(self.request.user):
            return [report]
        ask = HeaderButton(_("Ask for translations"), url=reverse("translation_requests"), icon_name="plus")
        return [ask, report]

    def get_filterset_kwargs(self) -> dict[str, Any]:
        data = self.request.GET.copy()
        data["language"] = self.language
        return super().get_filterset_kwargs() | {
            "data": data,
            "language": self.language,
            "languages": self.languages,
        }

    def get_base_queryset(self) -> QuerySet[Page]:
        asked = self.request.GET.get("standing")
        return to_do(self.language, Standing(asked) if asked in Standing.values else None)

    def order_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        return by_rank(queryset, self.language, today=self.today)

    def search_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        """Find words in the title, or a record by its id, new or old."""
        if not self.is_searching:
            return queryset
        words = self.search_query
        found = Page.objects.filter(any_record(Q(record_id=words) | Q(legacy_id=words)))
        return queryset.filter(
            Q(title__regex=spelt_like(words)) | Q(translation_key__in=found.values("translation_key"))
        )

    def get_table(self, object_list: QuerySet[Page]) -> Table:
        rows = rows_of(object_list, language=self.language, person=self.request.user, today=self.today)
        return super().get_table(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            language=self.language,
            language_name=dict(settings.LANGUAGES)[self.language],
            moderates=decides_on_all(self.request.user),
            today=self.today,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what the button says with the record and the language that are its value: "4711 fr"."""
        name = next((name for name in TAKE if name in request.POST), None)
        if name is None:
            raise Http404
        number, _blank, language = request.POST[name].partition(" ")
        if language not in dict(settings.LANGUAGES):
            raise Http404
        original = original_with(number)
        try:
            return redirect(TAKE[name](request, original, language) or request.get_full_path())
        except InvalidMove as refusal:
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())


def preferred_of(languages: list[str]) -> str:
    """Return the language of the admin's pages if it is among these, or the first; empty where there is none."""
    spoken = get_language()
    return spoken if spoken in languages else next(iter(languages), "")


def original_with(number: str) -> TranslatedPage:
    """Return the public original with this primary key. Raises Http404."""
    pages = Page.objects.filter(original_summary__isnull=False, live=True)
    page = pages.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    if page is None:
        raise Http404
    return page.specific


def _claim(request: HttpRequest, original: TranslatedPage, language: str) -> None:
    form = DueForm(request.POST, prefix=str(original.pk))
    if not form.is_valid():
        raise InvalidMove(" ".join(form.errors["due"]))
    claim(original=original, language=language, by=request.user, due=form.cleaned_data["due"])
    messages.success(request, _("You have claimed “%(title)s”.") % {"title": original.title})


def _release(request: HttpRequest, original: TranslatedPage, language: str) -> None:
    release(original=original, language=language, by=request.user)
    messages.success(request, _("“%(title)s” is free for others.") % {"title": original.title})


def _start(request: HttpRequest, original: TranslatedPage, language: str) -> str:
    page = start(original=original, language=language, by=request.user)
    return reverse("translation_page", args=[page.pk])


TAKE: dict[str, Callable[[HttpRequest, TranslatedPage, str], str | None]] = {
    "claim": _claim,
    "release": _release,
    "start": _start,
}
"""What each button does; it returns where to go, or nothing to stay."""
