"""The admin's views of terms."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from cms.taxonomy.actions import retire_term, take_up_term
from cms.taxonomy.queries import find_terms


class TermIndexView(generic.IndexView):
    any_permission_required = ["view", "change"]

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Find a term by its code, by a label in any language, or by an alias, in any spelling."""
        return queryset.filter(pk__in=find_terms(self.search_query)) if self.is_searching else queryset


class TermEditView(generic.EditView):
    """The form for the words of a term, with the way to retire it."""

    retire_url_name = ""
    take_up_url_name = ""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        retired = self.object.is_retired
        name = self.take_up_url_name if retired else self.retire_url_name
        button = Button(
            _("Offer again") if retired else _("Retire"),
            url=reverse(name, args=(quote(self.object.pk),)),
            icon_name="view" if retired else "no-view",
            priority=10,
        )
        return [*super().header_more_buttons, button]


class RetirementView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask, then do it."""

    permission_required = "change"
    template_name = "taxonomy/confirm_retirement.html"
    header_icon = "tag"
    edit_url_name = ""
    question = done = ""
    action: Callable[..., None]

    def get_page_subtitle(self) -> str:
        return str(self.object)

    @property
    def edit_url(self) -> str:
        return reverse(self.edit_url_name, args=(quote(self.object.pk),))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        type(self).action(term=self.object, by=request.user)
        messages.success(request, self.done % {"term": self.object})
        return redirect(self.edit_url)


class RetireView(RetirementView):
    page_title = _("Retire")
    question = _(
        "It will no longer be offered for new records. Records that have it keep it and are still found by it."
    )
    done = _("“%(term)s” is no longer offered.")
    action = staticmethod(retire_term)


class TakeUpView(RetirementView):
    page_title = _("Offer again")
    question = _("It will be offered for new records again.")
    done = _("“%(term)s” is offered again.")
    action = staticmethod(take_up_term)
