"""The pages that say what an act takes along before it is done, in the place of Wagtail's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.undo import consequences
from cms.undo.actions import delete, move, take_offline
from cms.undo.exceptions import ForetoldOtherwise, Kept
from cms.undo.forms import ReasonForm
from cms.undo.kinds import kind_of
from cms.undo.models import Undoable
from cms.undo.permissions import require_deletable, require_movable, require_offline, why_not_deletable
from cms.undo.sentences import Sentence, on_staying, sentences
from cms.undo.values import Consequences

DELETED = gettext_lazy("“%(title)s” is deleted. You can bring it back for 30 days.")


def tell_of_undo(request: HttpRequest, done: Any, undoable: Undoable) -> None:
    """Tell the person what was done, with %(title)s in these words, and where it is undone."""
    button = messages.button(reverse("undo_item", args=[undoable.pk]), _("Undo"))
    messages.success(request, done % {"title": undoable.title}, buttons=[button])


class ActView(WagtailAdminTemplateMixin, TemplateView):
    """Says what goes along, asks why, and does it. Raises PermissionDenied."""

    template_name = "undo/act.html"
    http_method_names = ["get", "post"]
    form_class = ReasonForm
    done: Any = ""
    """What the person is told afterwards, with %(title)s."""

    objects: Sequence[Model] = ()

    def told(self) -> Consequences:
        """Return what would happen. Raises Kept or PermissionDenied when it may not."""
        raise NotImplementedError

    def act(self, reason: str, foretold: str) -> Undoable:
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        return ", ".join(consequences.title_of(each) for each in self.objects)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        # The last item is what the page is headed by.
        heading = f"{self.get_page_title()}: {self.get_page_subtitle()}"
        return [*self.breadcrumbs_items, {"url": "", "label": heading}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._shown(self.form_class(), status=200)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._shown(form, status=400)
        onward = self.back()
        try:
            undoable = self.act(**form.cleaned_data)
        except ForetoldOtherwise as refusal:
            messages.error(request, str(refusal))
            return self._shown(self.form_class(initial={"reason": form.cleaned_data["reason"]}), status=409)
        except Kept:
            return self._shown(form, status=409)
        tell_of_undo(request, self.done, undoable)
        return redirect(onward)

    def _shown(self, form: ReasonForm, *, status: int) -> HttpResponse:
        """Show what would happen now, or why nothing will."""
        try:
            told = self.told()
        except Kept as refusal:
            context = {"kept": str(refusal)}
        else:
            form.initial["foretold"] = told.digest()
            context = {"sentences": sentences(told), "form": form}
        return self.render_to_response(self.get_context_data(**context, back=self.back()), status=status)

    def back(self) -> str:
        """Return where the person goes on: where they came from or, of a page, to what it stands below."""
        if url := get_valid_next_url_from_request(self.request):
            return url
        first = self.objects[0]
        if isinstance(first, Page) and (parent := first.get_parent()):
            return reverse("wagtailadmin_explore", args=[parent.pk])
        kind = kind_of(first)
        return reverse(kind.listed_at if kind else "wagtailadmin_home")


class DeleteView(ActView):
    page_title = button = gettext_lazy("Delete")
    header_icon = "bin"
    done = DELETED

    def dispatch(
        self, request: HttpRequest, objects: Sequence[Model], staying: Sequence[Page] = ()
    ) -> HttpResponse:
        """Answer about these objects, and name those that were ticked too and stay."""
        self.objects, self.staying = objects or staying, staying
        return super().dispatch(request)

    def told(self) -> Consequences:
        if self.objects is self.staying:
            raise Kept(_("Nothing is deleted."))
        require_deletable(self.objects, self.request.user)
        return consequences.of_deletion(self.objects)

    def act(self, reason: str, foretold: str) -> Undoable:
        staying = self.sentences_on_staying()
        undoable = delete(objects=self.objects, by=self.request.user, reason=reason, foretold=foretold)
        for sentence in staying:
            messages.warning(self.request, " ".join([sentence.text, *sentence.names]))
        return undoable

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, staying=self.sentences_on_staying())

    def sentences_on_staying(self) -> list[Sentence]:
        return on_staying(sorted(why_not_deletable(page, self.request.user) for page in self.staying))


class OfflineView(ActView):
    """Of a year or an edition; moderated pages are taken offline on the desk."""

    page_title = button = gettext_lazy("Take offline")
    header_icon = "no-view"
    done = gettext_lazy("“%(title)s” is offline. You can bring it back for 30 days.")

    def dispatch(self, request: HttpRequest, page: Page) -> HttpResponse:
        self.objects = [page]
        return super().dispatch(request)

    def told(self) -> Consequences:
        require_offline(self.objects[0], self.request.user)
        return consequences.of_going_offline(self.objects[0], answer=404)

    def act(self, reason: str, foretold: str) -> Undoable:
        return take_offline(page=self.objects[0], by=self.request.user, reason=reason, foretold=foretold)


class MoveView(ActView):
    page_title = button = gettext_lazy("Move")
    header_icon = "arrow-right-full"
    done = gettext_lazy("“%(title)s” is moved. You can move it back for 30 days.")

    def dispatch(self, request: HttpRequest, page: Page, destination: Page) -> HttpResponse:
        self.objects, self.destination = [page], destination
        return super().dispatch(request)

    def get_page_title(self) -> str:
        return _("Move below “%(title)s”") % {"title": self.destination.get_admin_display_title()}

    def told(self) -> Consequences:
        require_movable(self.objects, self.destination, self.request.user)
        return consequences.of_moving(self.objects)

    def act(self, reason: str, foretold: str) -> Undoable:
        return move(
            pages=self.objects, to=self.destination, by=self.request.user, reason=reason, foretold=foretold
        )


def delete_upload(request: HttpRequest, each: Model, name: str) -> HttpResponse:
    """Delete a file from the list of uploads, which asks nothing and wants JSON; it can be undone all the same."""
    try:
        delete(objects=[each], by=request.user)
    except Kept as refusal:
        return JsonResponse({"success": False, "error_message": str(refusal)}, status=409)
    return JsonResponse({"success": True, name: each.pk})
