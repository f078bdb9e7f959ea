"""The work list of questions that found nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from search.editorial import questions
from search.editorial.actions import decide_question
from search.editorial.views import (
    OwnLanguagesIndexView,
    OwnLanguagesMixin,
    RowHistoryView,
    RowUsageView,
)
from search.models import EmptyQuestion

SAID: Mapping[str, str | Promise] = {
    EmptyQuestion.State.OPEN: gettext_lazy("The question “%(question)s” is open again."),
    EmptyQuestion.State.DONE: gettext_lazy("The question “%(question)s” is done."),
    EmptyQuestion.State.IGNORED: gettext_lazy("The question “%(question)s” is ignored."),
}
"""What is said once a question has been put into a state."""


class ShownQuestionMixin(OwnLanguagesMixin):
    """A view of one question; those asked once or twice are nobody's business."""

    def get_object(self, *args: Any, **kwargs: Any) -> EmptyQuestion:
        question: EmptyQuestion = super().get_object(*args, **kwargs)
        if not questions.shown().filter(pk=question.pk).exists():
            raise Http404
        return question


class QuestionHistoryView(ShownQuestionMixin, RowHistoryView):
    pass


class QuestionUsageView(ShownQuestionMixin, RowUsageView):
    pass


class DecideColumn(Column):
    """Buttons of the form that stands above the table."""

    cell_template_name = "search/editorial/decide_cell.html"


class QuestionIndexView(OwnLanguagesIndexView):
    """What is open first, the most often asked before the others."""

    any_permission_required = ["change"]
    default_ordering = ("-state", "-count", "words")

    def get_base_queryset(self) -> QuerySet:
        rows = super().get_base_queryset() & questions.shown()
        return rows.select_related("decided_by")

    def get_list_more_buttons(self, instance: EmptyQuestion) -> list[MenuItem]:
        return [*super().get_list_more_buttons(instance), *ways_on(instance)]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Decide the question whose button was pressed: "done" or "ignored" with the number of its row."""
        state = next((state for state in EmptyQuestion.State if state in request.POST), None)
        pk = request.POST.get(state, "") if state else ""
        question = get_object_or_404(self.get_base_queryset(), pk=pk if pk.isdecimal() else None)
        decide_question(question=question, state=state, by=request.user)
        messages.success(request, SAID[question.state] % {"question": question})
        return redirect(request.get_full_path())


class QuestionEditView(ShownQuestionMixin, generic.EditView):
    template_name = "search/editorial/question.html"

    def save_instance(self) -> EmptyQuestion:
        """Write to the history alone: Wagtail's own log would keep the words for ever."""
        values = self.form.cleaned_data
        decide_question(
            question=self.object, state=values["state"], note=values["note"], by=self.request.user
        )
        self.has_content_changes = self.form.has_changed()
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"ways_on": ways_on(self.object)}


def ways_on(question: EmptyQuestion) -> list[MenuItem]:
    """Return what an editor may do for the next who asks, each with its form filled in."""
    language, words = question.language, question.words
    listed = [
        (_("Try this search"), f"/{language}/stocktaking/?{urlencode({'q': words})}", "search"),
        (_("Add synonym"), form_address("synonyms:add", language=language, words=words), "plus"),
        (
            _("Pin a result"),
            form_address("pinned_results:add", language=language, question=words),
            "thumbtack",
        ),
    ]
    return [
        MenuItem(label, url, icon_name=icon, priority=50 + place)
        for place, (label, url, icon) in enumerate(listed)
        if url
    ]


def form_address(name: str, **values: str) -> str:
    try:
        return f"{reverse(name)}?{urlencode(values)}"
    except NoReverseMatch:
        return ""
