"""“Why is this here?”: the page on which editors read why a record is where it is among the results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.models import User
from cms.core.navigation import search_page
from cms.core.reader import reader_language
from cms.moderation.states import state_of
from search import labels, params, registry
from search.editorial import reasons
from search.editorial.explanation import Explanation, explain
from search.editorial.forms import WhyForm
from search.editorial.permissions import edits_every_language, edits_search, languages_edited
from search.editorial.records import record_of
from search.editorial.wording import question_key
from search.engines.base import EngineUnavailable
from search.models import PinnedResult
from search.types import DocumentText, SearchRequest


def why_address(request: HttpRequest, asked: SearchRequest) -> str:
    """Return the address of the explanations of these results, the id to be added; empty for who may not read them.

    A day of the past has none. The session of somebody who has none is not looked at: the page stays the same for all
    of them.
    """
    if asked.as_of or settings.SESSION_COOKIE_NAME not in request.COOKIES or not edits_search(request.user):
        return ""
    query = [f"lang={asked.language}", params.encode(params.first_page(asked)), "record="]
    return f"{reverse('search_why')}?{'&'.join(filter(None, query))}"


class WhyView(WagtailAdminTemplateMixin, TemplateView):
    """Asks for a record and a question, and explains the one's place among the results of the other."""

    template_name = "search/editorial/why.html"
    page_title = _("Why is this here?")
    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not edits_search(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = self.request.GET.get("lang", "")
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        asked = params.parse(self.request.GET, language).request
        written = params.clean_text(self.request.GET.get("record", ""))[:500]
        form = WhyForm(initial={"record": written, "q": asked.text, "lang": language})
        asking = {"form": form, "kept": params.pairs_beside_text(asked)}
        return super().get_context_data(**kwargs) | asking | self.answer(written, asked)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def answer(self, written: str, asked: SearchRequest) -> Mapping[str, Any]:
        if not written:
            return {}
        id = record_of(written)
        if not id:
            return {"unknown": True}
        try:
            told = explain(asked, id)
        except EngineUnavailable:
            return {"resting": True}
        return in_words(told, asked, self.request.user)


def in_words(told: Explanation, asked: SearchRequest, user: User) -> dict[str, Any]:
    """Return the explanation as the page shows it to this person."""
    organisations = (*asked.filters.get("organisation", ()), *_held_organisations(told))
    words = labels.load(reader_language(), organisations)
    return {
        "told": told,
        "text": shown_text(told, asked.language),
        "verdict": reasons.verdict(told),
        "circumstances": list(reasons.circumstances(told)),
        "obstacles": list(reasons.obstacles(told, state_of_record(told, user))),
        "words": reasons.word_lines(told.words),
        "filters": reasons.filter_lines(told.filters, words),
        "results_url": f"{search_page(asked.language)}?{params.encode(params.first_page(asked))}",
        "pin_url": pin_address(asked, told.id, user),
    }


def _held_organisations(told: Explanation) -> tuple[str, ...]:
    return tuple(told.document.facets.get("organisation", ())) if told.document else ()


def shown_text(told: Explanation, language: str) -> DocumentText | None:
    """Return the record's text in the reader's language, else the original."""
    if told.document is None:
        return None
    texts = told.document.texts
    return texts.get(language) or next(iter(texts.values()))


def state_of_record(told: Explanation, user: User) -> str:
    """Return the state of a record that is not public, for those who see the drafts of others."""
    if told.document is not None or not edits_every_language(user):
        return ""
    page = registry.page(told.id)
    return str(state_of(page).label) if page else ""


def pin_address(asked: SearchRequest, id: str, user: User) -> str:
    """Return the address of the form that pins the record to the question; empty where the person may not."""
    key = question_key(asked.text)
    if not key or asked.language not in languages_edited(user):
        return ""
    if pinned := PinnedResult.objects.filter(language=asked.language, key=key).first():
        return reverse("pinned_results:edit", args=[pinned.pk])
    values = {"language": asked.language, "question": asked.text, "records": id}
    return f"{reverse('pinned_results:add')}?{urlencode(values)}"
