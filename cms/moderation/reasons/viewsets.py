"""The list of reasons in the admin."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic

from cms.core.kept import KeptViewSet
from cms.mail.permissions import RulePolicy
from cms.moderation.reasons.actions import save_reason
from cms.moderation.reasons.forms import ReasonForm
from cms.moderation.reasons.models import Reason, move_choices
from cms.moderation.reasons.permissions import can_change_reasons


class ReasonIndexView(generic.IndexView):
    any_permission_required = ["change"]

    def get_base_queryset(self) -> QuerySet[Reason]:
        return super().get_base_queryset().with_words()


class SavesReason:
    """Saves through the action, which also writes the words."""

    form: ReasonForm
    request: Any

    def save_instance(self) -> Reason:
        reason: Reason = self.form.instance
        save_reason(reason=reason, words=self.form.words(), by=self.request.user)
        return reason


class ReasonCreateView(SavesReason, generic.CreateView):  # type: ignore[misc]  # the form is ours
    pass


class ReasonEditView(SavesReason, generic.EditView):
    def save_instance(self) -> Reason:
        self.has_content_changes = self.form.has_changed()
        return super().save_instance()


class ReasonFilterSet(WagtailFilterSet):
    move = django_filters.ChoiceFilter(label=_("For the decision"), choices=move_choices)
    offered = django_filters.BooleanFilter(label=_("Offered"))

    class Meta:
        model = Reason
        fields = ["move", "offered"]


class ReasonViewSet(KeptViewSet):
    model = Reason
    name = "reasons"
    icon = "list-ul"
    menu_label = _("Reasons for decisions")
    menu_order = 305
    add_to_admin_menu = True
    history_children = ("texts",)
    index_view_class = ReasonIndexView
    add_view_class = ReasonCreateView
    edit_view_class = ReasonEditView
    filterset_class = ReasonFilterSet
    list_per_page = 50
    list_display = [
        "__str__",
        Column("get_move_display", label=_("For the decision"), sort_key="move"),
        Column("sort_order", label=_("Place in the list"), sort_key="sort_order"),
        BooleanColumn("offered", label=_("Offered"), sort_key="offered"),
    ]

    @property
    def permission_policy(self) -> RulePolicy:
        return RulePolicy(self.model, can_change_reasons, frozenset({"add", "change"}))

    def get_form_class(self, for_update: bool = False) -> type[ReasonForm]:
        return ReasonForm


reason_viewset = ReasonViewSet()
