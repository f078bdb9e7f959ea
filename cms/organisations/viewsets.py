"""Organisations in the admin: a list to search, one form, and the chooser of the record forms."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.core.kept import KeptViewSet
from cms.organisations.models import Organisation
from cms.organisations.views import (
    OrganisationChooseResultsView,
    OrganisationChooseView,
    OrganisationIndexView,
)
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.forms import DistinctAliasesForm
from cms.taxonomy.models import Term


class OrganisationForm(DistinctAliasesForm):
    alias_field = "name"


def _terms(vocabulary: Vocabulary) -> QuerySet:
    return Term.objects.filter(vocabulary=vocabulary)


class OrganisationFilterSet(WagtailFilterSet):
    country = django_filters.ModelChoiceFilter(label=_("Country"), queryset=_terms(Vocabulary.COUNTRY))
    entity_type = django_filters.ModelChoiceFilter(label=_("Type"), queryset=_terms(Vocabulary.ENTITY_TYPE))

    class Meta:
        model = Organisation
        fields = ["country", "entity_type"]


class OrganisationViewSet(KeptViewSet):
    model = Organisation
    name = "organisations"
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 310
    add_to_admin_menu = True
    history_children = ("aliases",)
    index_view_class = OrganisationIndexView
    filterset_class = OrganisationFilterSet
    list_per_page = 50
    list_display = [
        "name",
        Column("country", label=_("Country")),
        Column("entity_type", label=_("Type")),
    ]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("country"), FieldPanel("entity_type")]),
            FieldPanel("website"),
            InlinePanel("aliases", heading=_("Other names"), label=_("Name"), panels=[FieldPanel("name")]),
        ],
        base_form_class=OrganisationForm,
    )


class OrganisationChooserViewSet(ChooserViewSet):
    """Registers itself as the form field of every key to an organisation: there are thousands."""

    model = Organisation
    icon = "group"
    choose_one_text = _("Choose an organisation")
    choose_another_text = _("Choose another organisation")
    edit_item_text = _("Edit this organisation")
    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationChooseResultsView


organisation_viewset = OrganisationViewSet()
organisation_chooser_viewset = OrganisationChooserViewSet("organisation_chooser")
