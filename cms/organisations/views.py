"""The lists of organisations: searched by any of their names, in any spelling."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView

from cms.organisations.queries import named_like


class OrganisationIndexView(generic.IndexView):
    any_permission_required = ["view", "add", "change"]

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("country", "entity_type")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return named_like(queryset, self.search_query)


class OrganisationFilterForm(BaseFilterForm):
    q = forms.CharField(label=_("Search term"), required=False)

    def filter(self, objects: QuerySet) -> QuerySet:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return named_like(objects, self.search_query)


class SearchableByAnyName:
    """What the whole dialogue and its results alone have in common."""

    filter_form_class = OrganisationFilterForm

    def get_object_list(self) -> QuerySet:
        return super().get_object_list().select_related("country")

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("country", label=_("Country"))]


class OrganisationChooseView(SearchableByAnyName, ChooseView):
    pass


class OrganisationChooseResultsView(SearchableByAnyName, ChooseResultsView):
    pass
