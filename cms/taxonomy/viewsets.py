"""The vocabularies in the admin: words and spellings are edited there, codes come from the data files."""

from typing import Any

import django_filters
from django.conf import settings
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column, DateColumn

from cms.core.kept import KeptViewSet
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.forms import DistinctAliasesForm
from cms.taxonomy.models import Term
from cms.taxonomy.views import RetireView, TakeUpView, TermEditView, TermIndexView


class TermFilterSet(WagtailFilterSet):
    vocabulary = django_filters.ChoiceFilter(label=_("Vocabulary"), choices=Vocabulary.choices)
    retired = django_filters.BooleanFilter(
        label=_("Retired"), field_name="retired_on", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Term
        fields = ["vocabulary", "retired"]


def _term_panels() -> list[Panel]:
    languages = len(settings.LANGUAGES)
    return [
        FieldRowPanel([FieldPanel(name, read_only=True) for name in ("vocabulary", "code", "number")]),
        FieldRowPanel([FieldPanel(name, read_only=True) for name in ("parent", "retired_on")]),
        InlinePanel(
            "labels",
            heading=_("Labels"),
            label=_("Label"),
            min_num=languages,
            max_num=languages,
            panels=[
                FieldRowPanel([FieldPanel("language", read_only=True), FieldPanel("own")]),
                FieldRowPanel([FieldPanel("label"), FieldPanel("short_label")]),
            ],
        ),
        InlinePanel(
            "aliases", heading=_("Other spellings"), label=_("Spelling"), panels=[FieldPanel("alias")]
        ),
    ]


class TermViewSet(KeptViewSet):
    model = Term
    name = "vocabularies"
    icon = "tag"
    menu_label = _("Vocabularies")
    menu_order = 300
    add_to_admin_menu = True
    closed = frozenset({"add", "delete"})
    history_children = ("labels", "aliases")
    index_view_class = TermIndexView
    edit_view_class = TermEditView
    filterset_class = TermFilterSet
    list_per_page = 50
    list_display = [
        "__str__",
        Column("get_vocabulary_display", label=_("Vocabulary"), sort_key="vocabulary"),
        Column("code", label=_("Code"), sort_key="code"),
        DateColumn("retired_on", label=_("Retired on")),
    ]
    search_fields = ["code"]
    edit_handler = ObjectList(_term_panels(), base_form_class=DistinctAliasesForm)

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(
            retire_url_name=self.get_url_name("retire"),
            take_up_url_name=self.get_url_name("take_up"),
            **kwargs,
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        views = {"retire": RetireView, "take_up": TakeUpView}
        return super().get_urlpatterns() + [
            path(f"{name.replace('_', '-')}/<int:pk>/", self.construct_view(view), name=name)
            for name, view in views.items()
        ]


term_viewset = TermViewSet()
