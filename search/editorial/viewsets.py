"""Pinned results in the admin: a list for each language, one form with its effect, every change kept."""

from __future__ import annotations

import django_filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.widgets import AdminDateInput

from cms.taxonomy.viewsets import KeptViewSet
from search.editorial import views
from search.editorial.forms import PinnedResultForm
from search.editorial.permissions import ByLanguagePolicy
from search.models import PinnedResult


class ByLanguageViewSet(KeptViewSet):
    """Rows that have a language, for those who arrange search in it."""

    index_view_class = views.OwnLanguagesIndexView
    history_view_class = views.RowHistoryView
    usage_view_class = views.RowUsageView
    list_per_page = 50

    @property
    def permission_policy(self) -> ByLanguagePolicy:
        return ByLanguagePolicy(self.model, closed=self.closed)


class PinnedResultFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)
    in_use = django_filters.BooleanFilter(label=_("In use"))

    class Meta:
        model = PinnedResult
        fields = ["language", "in_use"]


class PinnedResultViewSet(ByLanguageViewSet):
    model = PinnedResult
    name = "pinned_results"
    icon = "thumbtack"
    menu_label = _("Pinned results")
    menu_order = 330
    add_to_admin_menu = True
    add_view_class = views.PinView
    edit_view_class = views.PinnedEditView
    filterset_class = PinnedResultFilterSet
    list_display = [
        "question",
        Column("get_language_display", label=_("Language"), sort_key="language"),
        Column("number_of_records", label=_("Records")),
        BooleanColumn("in_use", label=_("In use"), sort_key="in_use"),
        DateColumn("until", label=_("Until"), sort_key="until"),
    ]
    search_fields = ["question", "note"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("question"), FieldPanel("language")]),
            FieldPanel("records"),
            FieldRowPanel([FieldPanel("until", widget=AdminDateInput), FieldPanel("in_use")]),
            FieldPanel("note"),
        ],
        base_form_class=PinnedResultForm,
    )


pinned_result_viewset = PinnedResultViewSet()
