"""The translator's page: the original and the translation side by side, segment by segment."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.accounts.models import User
from cms.desk.moves import DONE
from cms.desk.views import visible_page
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import moves_of, writes
from cms.moderation.states import state_of
from cms.records.translating import Written, segments_to_translate
from cms.translation_desk.assistance.memory import suggestions
from cms.translation_desk.assistance.terms import marked_terms, terms_in
from cms.translation_desk.breadcrumbs import trail_to
from cms.translation_desk.machine.actions import MachineUnavailable, can_draft, draft_by_machine
from cms.translation_desk.page.actions import Typed, comment, hand_in, save_words
from cms.translation_desk.page.choice import back_to, choice_of, is_for_a_decision
from cms.translation_desk.page.forms import SegmentForm, SegmentForms, initial_of
from cms.translation_desk.page.rows import Row, progress_of, rows_of
from cms.translations.models import TranslatedPage

NOT_WHOLE = gettext_lazy("The form did not arrive whole. Send it again.")
REFUSALS: dict[type[Exception], int] = {PermissionDenied: 403, InvalidMove: 409, ValueError: 400}
"""What an action raises -> the status of the answer."""


def visible_translation(user: User, page_id: int) -> TranslatedPage:
    """Return the translation; raise Http404 for what is none, or what this person does not see."""
    page = visible_page(user, page_id)
    if not isinstance(page, TranslatedPage) or not page.is_translation:
        raise Http404
    return page


class TranslationView(WagtailAdminTemplateMixin, TemplateView):
    """One translation; whoever may not write in it reads it."""

    template_name = "translation_desk/page.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        self.page = visible_translation(request.user, page_id)
        self.choice = choice_of(request, self.page)
        self.unsaved: list[Typed] = []
        return super().dispatch(request)

    def get_page_title(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *trail_to(self.get_page_title())]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        addresses = [
            (_("Preview"), "desk_preview", "view"),
            (_("Review and history"), "desk_page", "tasks"),
        ]
        return [
            HeaderButton(label, url=reverse(name, args=[self.page.pk]), icon_name=icon)
            for label, name, icon in addresses
        ]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save what was typed and, if that was the button, hand it in. What was not saved is shown again."""
        forms = SegmentForms(request.POST)
        is_whole = forms.is_valid()
        words = [form.typed() for form in forms]
        self.unsaved = [each for each in words if each.says_something]
        if not is_whole:
            return self._refused(str(NOT_WHOLE), 400)
        try:
            comment(translation=self.page, words=words, by=request.user)
            self.unsaved = save_words(
                translation=self.page, words=words, by=request.user, of_next=self.choice.of_next
            )
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
        if "hand_in" not in request.POST:
            messages.success(request, _("Saved. Readers see it once it is reviewed."))
            return back_to(self.page, self.choice)
        return self._hand_in(request)

    def _hand_in(self, request: HttpRequest) -> HttpResponse:
        page = visible_translation(request.user, self.page.pk)
        try:
            move = hand_in(translation=page, by=request.user, of_next=self.choice.of_next)
        except (PermissionDenied, InvalidMove) as refusal:
            return self._refused(str(refusal), _status_of(refusal))
        messages.success(request, DONE[move] % {"title": page.get_admin_display_title()})
        return back_to(page, self.choice)

    def _refused(self, message: str, status: int) -> HttpResponse:
        self.page = visible_translation(self.request.user, self.page.pk)
        self.choice = choice_of(self.request, self.page)
        messages.error(self.request, message)
        return self.render_to_response(self.get_context_data(), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = rows_of(self.page, self.choice.source)
        may_write = Move.EDIT in moves_of(self.request.user, self.page)
        only_reads = not self.choice.takes_over and is_for_a_decision(self.request.user, self.page)
        can_write = may_write and not only_reads
        forms = SegmentForms(initial=initial_of(rows))
        original = self.page.original
        return super().get_context_data(
            **kwargs,
            page=self.page,
            original=original,
            choice=self.choice,
            language=self.page.locale.language_code,
            source_language=original.original_language,
            state=state_of(self.page),
            note=note_of(self.page),
            lines=list(zip(rows, forms, self._unsaved_of(rows), strict=True)),
            forms=forms,
            progress=progress_of(rows),
            can_write=can_write,
            can_take_over=may_write and only_reads,
            can_comment=writes(self.request.user, self.page),
            can_draft=can_write and can_draft(self.page) and any(row.state == "missing" for row in rows),
            unplaced=self._unplaced(rows),
        )

    def _unsaved_of(self, rows: list[Row]) -> list[str]:
        """Return for each row the words that were typed for it and not saved."""
        return [
            next((each.written.target for each in self.unsaved if _is_for(each, row)), "") for row in rows
        ]

    def _unplaced(self, rows: list[Row]) -> list[Written]:
        """Return what was typed, was not saved and is about a text that the original has lost."""
        return [each.written for each in self.unsaved if not any(_is_for(each, row) for row in rows)]


class SegmentView(View):
    """One segment, saved while it is typed."""

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = visible_translation(request.user, page_id)
        form = SegmentForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"message": str(NOT_WHOLE)}, status=400)
        words = form.typed()
        choice = choice_of(request, page)
        try:
            unsaved = save_words(translation=page, words=[words], by=request.user, of_next=choice.of_next)
        except tuple(REFUSALS) as refusal:
            return JsonResponse({"message": str(refusal)}, status=_status_of(refusal))
        rows = rows_of(visible_translation(request.user, page_id), choice.source)
        row = next((row for row in rows if _is_for(words, row)), None)
        if row is None:
            message = _("The original was changed here meanwhile. Press “Save” to see its new text.")
            return JsonResponse({"message": message}, status=409)
        if unsaved:
            theirs = _("Somebody else wrote here meanwhile: %(words)s") % {"words": row.target}
            message = theirs + " " + _("Press “Save” to see both.")
            return JsonResponse({"message": message, "seen": row.target}, status=409)
        return JsonResponse(_answer(row, rows))


class HelpView(View):
    """What helps with one segment: how texts like it were translated, and the approved words for its terms."""

    def get(self, request: HttpRequest, page_id: int, number: int) -> HttpResponse:
        page = visible_translation(request.user, page_id)
        segments = segments_to_translate(page, source=choice_of(request, page).source)
        if number >= len(segments):
            raise Http404
        source, target = segments[number].segment.text, segments[number].target
        language, source_language = page.locale.language_code, page.original.original_language
        terms = terms_in(source, source_language, language, target)
        context = {
            "language": language,
            "source_language": source_language,
            "suggestions": suggestions(source, source_language, language),
            "terms": terms,
            "source_marked": marked_terms(source, terms),
        }
        return render(request, "translation_desk/help.html", context)


class MachineView(View):
    """Fills what is empty with the words of a machine."""

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = visible_translation(request.user, page_id)
        choice = choice_of(request, page)
        try:
            count = draft_by_machine(translation=page, by=request.user, of_next=choice.of_next)
        except (PermissionDenied, InvalidMove, MachineUnavailable) as refusal:
            messages.error(request, str(refusal))
        else:
            told = ngettext(
                "%(count)s paragraph was filled by a machine. Read it before you hand it in.",
                "%(count)s paragraphs were filled by a machine. Read them before you hand them in.",
                count,
            )
            messages.success(request, told % {"count": count})
        return back_to(page, choice)


def _answer(row: Row, rows: list[Row]) -> dict[str, str]:
    """Return what the browser puts into the page: the notes of the segment and how far the translation is."""
    return {
        "seen": row.target,
        "state": row.state,
        "notes": render_to_string("translation_desk/notes.html", {"row": row}),
        "progress": render_to_string("translation_desk/progress.html", {"progress": progress_of(rows)}),
    }


def _is_for(words: Typed, row: Row) -> bool:
    return (*words.text, words.written.occurrence) == (row.path, row.source, row.occurrence)


def _status_of(refusal: Exception) -> int:
    return next(status for kind, status in REFUSALS.items() if isinstance(refusal, kind))


def note_of(page: TranslatedPage) -> str:
    """Return what the reviewer who sent it back wrote."""
    review = page.current_workflow_state
    task = review.current_task_state if review else None
    return task.comment if task and task.status == task.STATUS_REJECTED else ""
