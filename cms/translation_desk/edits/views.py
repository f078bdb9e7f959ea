"""Where a moderator says that an edit of an original changes nothing for its translations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from cms.desk.views import visible_page
from cms.moderation.permissions import moderates
from cms.translation_desk.breadcrumbs import trail_to
from cms.translation_desk.edits.queries import open_edits
from cms.translations.actions import call_trivial, take_back
from cms.translations.models import TranslatedPage, TrivialEdit


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=500, error_messages={"required": gettext_lazy("Write why; translators read it.")}
    )


class EditsView(WagtailAdminTemplateMixin, TemplateView):
    """The edits of one original, each with the languages it concerns, and the decisions that were taken."""

    template_name = "translation_desk/edits.html"
    page_title = gettext_lazy("Edits and translations")
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

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = reverse("desk_page", args=[self.original.pk])
        return [HeaderButton(_("Review and history"), url=url, icon_name="tasks")]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            self._decide(request)
        except forms.ValidationError as refusal:
            return self._refused(" ".join(refusal.messages), 400)
        except PermissionDenied as refusal:
            return self._refused(str(refusal), 403)
        return redirect("translation_edits", self.original.pk)

    def _decide(self, request: HttpRequest) -> None:
        data = request.POST
        if number := data.get("take_back", ""):
            decided = TrivialEdit.objects.filter(translation_key=self.original.translation_key, holds=True)
            row = get_object_or_404(decided, pk=number if number.isdecimal() and len(number) < 19 else 0)
            take_back(original=self.original, row=row, by=request.user)
            messages.success(request, _("The edit counts again."))
            return
        edit = (data.get("path", ""), data.get("before", ""), data.get("after", ""))
        if edit not in {(each.path, each.before, each.after) for each in open_edits(self.original)}:
            raise Http404
        form = ReasonForm(data)
        if not form.is_valid():
            raise forms.ValidationError(form.errors["reason"])
        reason = form.cleaned_data["reason"]
        call_trivial(original=self.original, edit=edit, reason=reason, by=request.user)
        messages.success(request, _("Translations of the text before are up to date again."))

    def _refused(self, message: str, status: int) -> HttpResponse:
        messages.error(self.request, message)
        return self.render_to_response(self.get_context_data(), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decided = TrivialEdit.objects.filter(translation_key=self.original.translation_key, holds=True)
        return super().get_context_data(
            **kwargs,
            original=self.original,
            language=self.original.original_language,
            edits=open_edits(self.original),
            decided=decided.select_related("decided_by").order_by("-decided_at"),
            can_decide=moderates(self.request.user, self.original),
        )
