"""Vocabulary and mails on the desk: how they stand in a language, and each group beside its original."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.moderation.exceptions import ContentChanged, InvalidMove
from cms.translation_desk.breadcrumbs import trail_to
from cms.translation_desk.texts.actions import (
    TypedText,
    approve_texts,
    hand_in_texts,
    save_texts,
    send_back_text,
)
from cms.translation_desk.texts.forms import NoteForm, TextForms, initial_of
from cms.translation_desk.texts.overview import Line, lines, text_languages
from cms.translation_desk.texts.permissions import require_translator
from cms.translation_desk.texts.queries import TextStanding, standings
from cms.translation_desk.texts.registry import SOURCES
from cms.translation_desk.texts.rows import TextRow, rows_of

PER_PAGE = 50
REFUSALS: dict[type[Exception], int] = {PermissionDenied: 403, InvalidMove: 409, ContentChanged: 409}
"""What an action raises -> the status of the answer."""


class TextsView(WagtailAdminTemplateMixin, TemplateView):
    """Each group of texts with what there is to do in a language."""

    template_name = "translation_desk/texts/index.html"
    page_title = gettext_lazy("Vocabulary and mails")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, language: str) -> HttpResponse:
        require_translator(request.user, language)
        self.language = language
        return super().dispatch(request)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *trail_to(str(self.page_title))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: list[Line] = lines(self.language)
        return super().get_context_data(
            **kwargs,
            language=self.language,
            languages=text_languages(self.request.user),
            lines=found,
            is_done=not any(line.to_do for line in found),
        )


class GroupView(WagtailAdminTemplateMixin, TemplateView):
    """One vocabulary or one kind of mail: what there is to do, or all of it."""

    template_name = "translation_desk/texts/group.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, language: str, source: str, group: str) -> HttpResponse:
        require_translator(request.user, language)
        if source not in SOURCES or group not in dict(SOURCES[source].groups()):
            raise Http404
        self.language, self.source, self.group = language, SOURCES[source], group
        self.shows_all = request.GET.get("show") == "all"
        self.unsaved: list[TypedText] = []
        return super().dispatch(request)

    def get_page_title(self) -> str:
        return str(dict(self.source.groups())[self.group])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *desk, here = trail_to(self.get_page_title())
        texts = {"url": reverse("translation_texts", args=[self.language]), "label": TextsView.page_title}
        return [*self.breadcrumbs_items, *desk, texts, here]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what the pressed button says: save, hand in, publish what is ticked, or send one text back."""
        try:
            if "approve" in request.POST:
                self._approve()
            elif "send_back" in request.POST:
                self._send_back()
            else:
                self._save()
        except tuple(REFUSALS) as refusal:
            return self._refused(str(refusal), _status_of(refusal))
        if self.unsaved:
            return self._refused(
                _(
                    "Not all was saved: while you were typing, somebody else wrote here or the original was changed. "
                    "Your words are shown here; copy what is to stay."
                ),
                409,
            )
        return redirect(request.get_full_path())

    def _save(self) -> None:
        forms = TextForms(self.request.POST)
        if not forms.is_valid():
            raise InvalidMove(_("The form did not arrive whole. Send it again."))
        where: dict[str, Any] = {"source": self.source, "group": self.group, "language": self.language}
        typed = [form.typed() for form in forms]
        self.unsaved = save_texts(**where, typed=typed, by=self.request.user)
        if self.unsaved:
            return
        if "hand_in" not in self.request.POST:
            messages.success(self.request, _("Saved. Readers see it once it is reviewed."))
            return
        count = hand_in_texts(**where, by=self.request.user)
        told = ngettext("%(count)s text was handed in.", "%(count)s texts were handed in.", count)
        messages.success(self.request, told % {"count": count})

    def _approve(self) -> None:
        data = self.request.POST
        read = {_number(pk): data.get(f"digest-{pk}", "") for pk in data.getlist("proposal")}
        if not read:
            raise InvalidMove(_("Tick what you have read."))
        count = approve_texts(read=read, language=self.language, by=self.request.user)
        told = ngettext(
            "%(count)s text was published: readers get it from now on.",
            "%(count)s texts were published: readers get them from now on.",
            count,
        )
        messages.success(self.request, told % {"count": count})

    def _send_back(self) -> None:
        pk = self.request.POST["send_back"]
        form = NoteForm({"note": self.request.POST.get(f"note-{pk}", "")})
        if not form.is_valid():
            raise InvalidMove(" ".join(form.errors["note"]))
        note = form.cleaned_data["note"]
        send_back_text(pk=_number(pk), language=self.language, note=note, by=self.request.user)
        messages.success(self.request, _("It was sent back with your reason."))

    def _refused(self, message: str, status: int) -> HttpResponse:
        messages.error(self.request, message)
        return self.render_to_response(self.get_context_data(), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = standings(self.language, self.source, self.group)
        shown = [each for each in every if self.shows_all or each.is_to_do]
        page = Paginator(shown, PER_PAGE).get_page(self.request.GET.get("p"))
        rows = rows_of(page.object_list, self.source, self.language, self.request.user)
        writable = [row for row in rows if not row.waits]
        forms = TextForms(initial=initial_of(writable))
        return super().get_context_data(
            **kwargs,
            language=self.language,
            language_name=dict(settings.LANGUAGES)[self.language],
            source_language=settings.LANGUAGE_CODE,
            rows=rows,
            forms=forms,
            lines=self._lines(rows, forms),
            page=page,
            total=len(every),
            to_do=sum(each.is_to_do for each in every),
            shows_all=self.shows_all,
            hints=self.source.hints(self.group),
            can_decide=any(row.is_mine_to_decide for row in rows),
            can_write=bool(writable),
            query=urlencode({"show": "all"}) if self.shows_all else "",
        )

    def _lines(self, rows: Sequence[TextRow], forms: Any) -> list[tuple[TextRow, Any, str]]:
        """Return each row with its form, none where nobody writes now, and what was typed and not saved."""
        waiting = iter(forms)
        return [(row, None if row.waits else next(waiting), self._unsaved_of(row.held)) for row in rows]

    def _unsaved_of(self, held: TextStanding) -> str:
        place = (held.text.key, held.text.field)
        return next((each.words for each in self.unsaved if (each.key, each.field) == place), "")


def _number(value: str) -> int:
    """Return a primary key; 0, which is none, for what is no number."""
    return int(value) if value.isdecimal() and len(value) < 19 else 0


def _status_of(refusal: Exception) -> int:
    return next(status for kind, status in REFUSALS.items() if isinstance(refusal, kind))
