"""Decisions taken together in the admin: the preview, what came of it, the undo, and what is held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from cms.core.templatetags.numbers import number
from cms.desk.forms import WordsForm
from cms.desk.listing import NARROW
from cms.desk.models import Run, RunDecision
from cms.desk.runs.actions import carry_out, give_reason, hold, take_back, undo_run
from cms.desk.runs.enums import TAKEN, Choice, Outcome
from cms.desk.runs.forms import TimeForm
from cms.desk.runs.permissions import can_undo, owns, takes_back, visible_runs
from cms.desk.runs.previews import previews_of
from cms.desk.runs.scheduling import schedule, unschedule
from cms.desk.waiting.last import last_list
from cms.moderation.enums import REASONED, Move
from cms.moderation.exceptions import InvalidMove


def trail_to(label: str, *between: dict[str, Any]) -> list[dict[str, Any]]:
    above = {"url": reverse("desk_waiting"), "label": _("What is waiting")}
    return [above, *between, {"url": "", "label": label}]


class RunColumn(Column):
    cell_template_name = "desk/runs/run_cell.html"


class RunsView(BaseListingView):
    """What the person holds and has done together; administrators see everybody's."""

    page_title = gettext_lazy("Taken together")
    header_icon = "list-ul"
    index_url_name = "desk_runs"
    template_name = "desk/runs/runs.html"
    table_classname = NARROW
    paginate_by = 50
    verbose_name_plural = gettext_lazy("decisions taken together")
    columns = [
        RunColumn("title", label=gettext_lazy("Decisions"), width="50%"),
        Column("by", label=gettext_lazy("Person")),
        DateColumn("created_at", label=gettext_lazy("Made")),
        DateColumn("done_at", label=gettext_lazy("Carried out")),
    ]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *trail_to(str(self.page_title))]

    def get_base_queryset(self) -> QuerySet[Run]:
        decided = Count("decisions", filter=~Q(decisions__outcome=Outcome.PLANNED))
        runs = visible_runs(self.request.user).confirmed()
        counted = runs.annotate(count=Count("decisions"), decided=decided).filter(count__gt=0)
        return counted.select_related("by", "undone_by").order_by("done_at", "-created_at", "-pk")


class RunView(WagtailAdminTemplateMixin, TemplateView):
    """One run: before it is carried out what will happen, afterwards what did, and the way back.

    Of one that was broken off both are shown, and it goes on or back.
    """

    template_name = "desk/runs/run.html"
    header_icon = "tasks"
    time_form: TimeForm | None = None
    """The one that was sent."""

    def dispatch(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        self.run = get_object_or_404(visible_runs(request.user).select_related("by", "undone_by"), pk=pk)
        self.words_form = self._words_form()
        return super().dispatch(request)

    @property
    def is_open(self) -> bool:
        return self.run.done_at is None

    @cached_property
    def is_broken_off(self) -> bool:
        return self.is_open and self.run.decisions.exclude(outcome=Outcome.PLANNED).exists()

    def get_page_title(self) -> str:
        if not self.is_open:
            return _("Carried out")
        if self.is_broken_off:
            return _("Not finished")
        return _("Held decisions") if self.run.is_held else _("Preview")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        runs = {"url": reverse("desk_runs"), "label": _("Taken together")}
        return [*self.breadcrumbs_items, *trail_to(self.get_page_title(), runs)]

    @cached_property
    def choice(self) -> str | None:
        """The decision of its first page: of a preview that was not held, that of all."""
        return self.run.decisions.values_list("choice", flat=True).first()

    def _words_form(self, data: Any = None) -> WordsForm | None:
        """Return the form for reason and comment, where the preview is of decisions that take them."""
        is_given = self.run.is_held or self.is_broken_off
        if is_given or not self.is_open or self.choice not in REASONED:
            return None
        return WordsForm(Move(self.choice), data=data)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do what the pressed button says; after a refusal show the page again with what was typed."""
        do = next((do for name, do in self.buttons.items() if name in request.POST), None)
        if do is None:
            return self._refused(_("Choose one of the buttons."), 400)
        try:
            return do()
        except PermissionDenied as refusal:
            return self._refused(str(refusal), 403)
        except InvalidMove as refusal:
            return self._refused(str(refusal), 409)

    @property
    def buttons(self) -> dict[str, Callable[[], HttpResponse]]:
        return {
            "carry_out": self._carry_out,
            "hold": self._hold,
            "schedule": self._schedule,
            "unschedule": self._unschedule,
            "take_back": self._take_back,
            "undo": self._undo,
        }

    def _refused(self, message: str, status: int) -> HttpResponse:
        messages.error(self.request, message)
        return self.render_to_response(self.get_context_data(), status=status)

    def _note_words(self) -> bool:
        """Keep reason and comment of a preview that asks for them; return whether there are any."""
        self.words_form = self._words_form(self.request.POST)
        if self.words_form is None:
            return True
        if not self.words_form.is_valid():
            return False
        give_reason(run=self.run, by=self.request.user, **self.words_form.cleaned_data)
        return True

    def _carry_out(self) -> HttpResponse:
        if not self._note_words():
            return self._refused(_("Something is missing: see below."), 400)
        carry_out(run=self.run, by=self.request.user)
        done = self.run.decisions.filter(outcome__in=TAKEN).count()
        if self.choice == Choice.CLAIM:
            words = ngettext("%(count)s page is claimed.", "%(count)s pages are claimed.", done)
        else:
            words = ngettext("%(count)s decision is taken.", "%(count)s decisions are taken.", done)
        messages.success(self.request, words % {"count": number(done)})
        return redirect("desk_run", self.run.pk)

    def _hold(self) -> HttpResponse:
        if not self._note_words():
            return self._refused(_("Something is missing: see below."), 400)
        holding = hold(run=self.run, by=self.request.user)
        messages.success(self.request, _("Held. The pages wait until you release the decisions."))
        return redirect("desk_run", holding.pk)

    def _schedule(self) -> HttpResponse:
        self.time_form = form = TimeForm(self.request.POST)
        if not form.is_valid():
            return self._refused(_("Write the time as 2027-01-31 09:00."), 400)
        schedule(run=self.run, at=form.cleaned_data["at"], by=self.request.user)
        messages.success(self.request, _("The decisions are released at this time."))
        return redirect("desk_run", self.run.pk)

    def _unschedule(self) -> HttpResponse:
        unschedule(run=self.run, by=self.request.user)
        messages.success(self.request, _("The decisions wait until they are released."))
        return redirect("desk_run", self.run.pk)

    def _take_back(self) -> HttpResponse:
        value = self.request.POST["take_back"]
        number = int(value) if value.isdecimal() and len(value) < 19 else 0
        decision = get_object_or_404(RunDecision, pk=number, run=self.run)
        take_back(decision=decision, by=self.request.user)
        messages.success(self.request, _("“%(title)s” waits as before.") % {"title": decision.title})
        return redirect("desk_run", self.run.pk)

    def _undo(self) -> HttpResponse:
        undo_run(run=self.run, by=self.request.user)
        messages.success(self.request, _("Undone: see below what stands again as it did."))
        return redirect("desk_run", self.run.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        previews = previews_of(self.run) if self.is_open else []
        user = self.request.user
        taken = self.run.decisions.select_related("reason")
        if self.is_open:
            taken = taken.exclude(outcome=Outcome.PLANNED)
        return super().get_context_data(
            **kwargs,
            run=self.run,
            back=last_list(self.request),
            is_open=self.is_open,
            is_broken_off=self.is_broken_off,
            is_own=owns(user, self.run),
            may_take_back=self.is_open and self.run.is_held and takes_back(user, self.run),
            can_undo=can_undo(user, self.run),
            previews=sorted(previews, key=lambda each: not each.refusal),
            possible=sum(not each.refusal for each in previews),
            refused=sum(bool(each.refusal) for each in previews),
            taken=sorted(taken.prefetch_related("reason__texts"), key=lambda each: not each.refusal),
            counts=self._counts(),
            words_form=self.words_form,
            time_form=self.time_form or TimeForm(),
            button=self._button(previews),
            is_claim=self.choice == Choice.CLAIM,
            may_hold=not self.run.is_held and self.choice != Choice.CLAIM,
        )

    def _button(self, previews: list[Any]) -> str:
        """Return what the button that carries the run out says."""
        if self.is_broken_off:
            return _("Go on")
        choices = {each.decision.get_choice_display() for each in previews}
        return choices.pop() if len(choices) == 1 and not self.run.is_held else _("Release")

    def _counts(self) -> list[tuple[str, int]]:
        """Return how many decisions had which outcome."""
        found = self.run.decisions.order_by()
        numbers = dict(found.values_list("outcome").annotate(Count("pk")))
        return [(outcome.label, numbers[outcome]) for outcome in Outcome if outcome in numbers]
