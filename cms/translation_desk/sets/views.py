"""Where a moderator reads all languages of a record and publishes them together."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.desk.forms import MomentInput
from cms.desk.views import visible_page
from cms.moderation.exceptions import ContentChanged, InvalidMove
from cms.translation_desk.breadcrumbs import trail_to
from cms.translation_desk.sets.actions import Approval, approve_set
from cms.translation_desk.sets.members import members_of
from cms.translation_desk.sets.models import ScheduledSet
from cms.translation_desk.sets.scheduling import cancel, schedule
from cms.translations.models import TranslatedPage

SHOWN = 5
"""Publications at a time that are listed."""


class TimeForm(forms.Form):
    at = forms.DateTimeField(
        label=gettext_lazy("At a time (empty: now)"),
        required=False,
        widget=MomentInput,
    )


class SetView(WagtailAdminTemplateMixin, TemplateView):
    """The languages of one record, with what waits in each."""

    template_name = "translation_desk/set.html"
    page_title = gettext_lazy("All languages")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        page = visible_page(request.user, page_id)
        if not isinstance(page, TranslatedPage) or page.is_translation:
            raise Http404
        self.original = page
        return super().dispatch(request)

    def get_page_subtitle(self) -> str:
        return self.original.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *trail_to(f"{self.page_title}: {self.get_page_subtitle()}")]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Publish what was chosen as it was read, now or at the time that was given; or cancel what waits."""
        try:
            told = self._cancel(request) if "cancel" in request.POST else self._decide(request)
        except PermissionDenied as refusal:
            return self._refused(str(refusal), 403)
        except (ContentChanged, InvalidMove) as refusal:
            return self._refused(str(refusal), 409)
        messages.success(request, told)
        return redirect("translation_set", self.original.pk)

    def _decide(self, request: HttpRequest) -> str:
        form = TimeForm(request.POST)
        if not form.is_valid():
            raise InvalidMove(_("Write the time as 2027-01-31 09:00, or leave it empty to publish now."))
        chosen = set(request.POST.getlist("page"))
        approvals = [
            Approval(member.page, request.POST.get(f"digest-{member.page.pk}", ""))
            for member in members_of(self.original, request)
            if str(member.page.pk) in chosen
        ]
        count = len(approvals)
        if at := form.cleaned_data["at"]:
            schedule(original=self.original, approvals=approvals, at=at, by=request.user)
            told = ngettext(
                "%(count)s language waits for its time.", "%(count)s languages wait for their time.", count
            )
        else:
            approve_set(approvals=approvals, by=request.user)
            told = ngettext("%(count)s language is published.", "%(count)s languages are published.", count)
        return told % {"count": count}

    def _cancel(self, request: HttpRequest) -> str:
        number = request.POST["cancel"]
        pk = number if number.isdecimal() and len(number) < 19 else 0
        row = get_object_or_404(ScheduledSet, pk=pk, original=self.original.pk)
        cancel(row=row, original=self.original, by=request.user)
        return _("The publication is cancelled; the texts wait for a decision again.")

    def _refused(self, message: str, status: int) -> HttpResponse:
        messages.error(self.request, message + " " + _("Nothing was published."))
        context = self.get_context_data(
            form=TimeForm(self.request.POST), chosen=self.request.POST.getlist("page")
        )
        return self.render_to_response(context, status=status)

    def get_context_data(
        self, *, form: TimeForm | None = None, chosen: Collection[str] = (), **kwargs: Any
    ) -> dict[str, Any]:
        """With the form as it was sent, and the languages that were chosen, after a refusal: none before."""
        members = members_of(self.original, self.request)
        return super().get_context_data(
            **kwargs,
            members=members,
            ticked=[member.page.pk for member in members if str(member.page.pk) in chosen],
            can_publish=any(member.can_be_published for member in members),
            form=form or TimeForm(),
            scheduled=ScheduledSet.objects.filter(original=self.original.pk)
            .exclude(state=ScheduledSet.State.CANCELLED)
            .select_related("by")
            .order_by("-at")[:SHOWN],
        )
