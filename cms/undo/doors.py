"""The addresses of Wagtail's admin at which something is deleted, and what answers there in its place.

Every address that destroys is named here: it leads to our page, or is refused in words. A test reads all addresses of
the admin and fails for one that is neither here nor known to be harmless.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, Site

from cms.accounts.models import User
from cms.core.models import CustomDocument, CustomImage
from cms.undo.confirming import DeleteView, MoveView, OfflineView, delete_upload

Answer = Callable[[HttpRequest, Mapping[str, Any]], HttpResponse | None]


@dataclass(frozen=True, slots=True)
class Deletes:
    """An address of one object, by the parameter that holds its key; whether it is the quick one of an upload."""

    model: type[Model]
    parameter: str = "pk"
    upload: bool = False

    def __call__(self, request: HttpRequest, parameters: Mapping[str, Any]) -> HttpResponse | None:
        if self.upload and request.method != "POST":
            return None
        each = get_object_or_404(self.model, pk=parameters[self.parameter])
        if self.upload:
            return delete_upload(request, each, self.parameter)
        if isinstance(each, Page):
            each = each.specific
        return DeleteView.as_view()(request, objects=[each])


@dataclass(frozen=True, slots=True)
class Refused:
    """An address that is closed, and why."""

    reason: Promise
    back: str

    def __call__(self, request: HttpRequest, parameters: Mapping[str, Any]) -> HttpResponse:
        messages.error(request, self.reason)
        return redirect(self.back)


def bulk(request: HttpRequest, parameters: Mapping[str, Any]) -> HttpResponse | None:
    """Answer a bulk deletion with the page for one, about all objects on which the person may do it.

    It says which of the other pages that they may read stay, and why.
    """
    if parameters["action"] == "unpublish":
        return ONE_BY_ONE(request, parameters)
    if parameters["action"] != "delete":
        return None
    label, name = parameters["app_label"], parameters["model_name"]
    action = bulk_action_registry.get_bulk_action_class(label, name, "delete")
    model = next((model for model in MODELS if named(model) == (label, name)), None)
    if action is None or model is None:
        return None
    objects, others = action(request, model).get_actionable_objects()
    staying = others["items_with_no_access"] if model is Page else []
    if not (objects or staying):
        return None
    return DeleteView.as_view()(request, objects=_whole(objects), staying=_whole(staying))


def _whole(objects: Sequence[Model]) -> list[Model]:
    return [each.specific if isinstance(each, Page) else each for each in objects]


def moves(request: HttpRequest, parameters: Mapping[str, Any]) -> HttpResponse:
    page = get_object_or_404(Page, pk=parameters["page_to_move_id"]).specific
    destination = get_object_or_404(Page, pk=parameters["destination_id"]).specific
    return MoveView.as_view()(request, page=page, destination=destination)


def takes_offline(request: HttpRequest, parameters: Mapping[str, Any]) -> HttpResponse:
    page = get_object_or_404(Page, pk=parameters["page_id"]).specific
    return OfflineView.as_view()(request, page=page)


def named(model: type[Model]) -> tuple[str, str]:
    return model._meta.app_label, model._meta.model_name or ""


MODELS = (Page, CustomImage, CustomDocument, User)
"""What Wagtail deletes in bulk."""

ONE_BY_ONE = Refused(
    _("Pages are taken offline one at a time, so that each says what it takes along."),
    "wagtailadmin_explore_root",
)
REVIEW_STAYS = Refused(
    _(
        "Every page is reviewed: a review that pages go through is not taken away, for all that waits in it would end."
    ),
    "wagtailadmin_workflows:index",
)

DOORS: Mapping[str, Answer] = {
    "wagtailadmin_pages:delete": Deletes(Page, "page_id"),
    "wagtailadmin_pages:move_confirm": moves,
    "wagtailadmin_pages:unpublish": takes_offline,
    "wagtailimages:delete": Deletes(CustomImage, "image_id"),
    "wagtailimages:delete_multiple": Deletes(CustomImage, "image_id", upload=True),
    "wagtaildocs:delete": Deletes(CustomDocument, "document_id"),
    "wagtaildocs:delete_multiple": Deletes(CustomDocument, "doc_id", upload=True),
    "wagtailredirects:delete": Deletes(Redirect, "redirect_id"),
    "wagtailusers_users:delete": Deletes(User),
    "wagtailusers_groups:delete": Deletes(Group),
    "wagtailsites:delete": Deletes(Site),
    "wagtaillocales:delete": Deletes(Locale),
    "wagtailadmin_collections:delete": Deletes(Collection),
    "wagtailadmin_workflows:disable": REVIEW_STAYS,
    "wagtailadmin_workflows:disable_task": REVIEW_STAYS,
    "wagtailadmin_workflows:remove": REVIEW_STAYS,
    "wagtail_bulk_action": bulk,
}
