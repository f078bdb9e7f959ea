"""Glossary and synonyms in the admin: lists to search, forms, every change kept."""

from __future__ import annotations

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn

from cms.core.kept import KeptViewSet
from search.editorial import lexicon_views
from search.editorial.lexicon_forms import GlossaryTermForm, SynonymGroupForm
from search.editorial.permissions import GlossaryPolicy
from search.editorial.viewsets import ByLanguageFilterSet, ByLanguageViewSet
from search.models import GlossaryTerm, SynonymGroup
from search.models.lexicon import HOW_TO_SEPARATE

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


class GlossaryFilterSet(WagtailFilterSet):
    without = django_filters.ChoiceFilter(
        label=_("No words in"), choices=settings.LANGUAGES, method="lacking"
    )
    in_use = django_filters.BooleanFilter(label=_("In use"))

    class Meta:
        model = GlossaryTerm
        fields = ["without", "in_use"]

    def lacking(self, terms: QuerySet, name: str, language: str) -> QuerySet:
        return terms.filter(**{language: ""})


class GlossaryViewSet(KeptViewSet):
    model = GlossaryTerm
    name = "glossary"
    icon = "openquote"
    menu_label = _("Glossary")
    index_view_class = lexicon_views.LexiconIndexView
    add_view_class = lexicon_views.TermAddView
    edit_view_class = lexicon_views.TermEditView
    filterset_class = GlossaryFilterSet
    list_per_page = 50
    list_display = [
        "__str__",
        *(Column(code, label=name, sort_key=code) for code, name in settings.LANGUAGES[1:]),
        BooleanColumn("in_use", label=_("In use"), sort_key="in_use"),
        DateColumn("updated_at", label=_("Last changed"), sort_key="updated_at"),
    ]
    search_fields = LANGUAGE_CODES
    edit_handler = ObjectList(
        [
            HelpPanel(content=HOW_TO_SEPARATE),
            *(FieldPanel(code) for code in LANGUAGE_CODES),
            FieldPanel("in_use"),
            FieldPanel("example"),
        ],
        base_form_class=GlossaryTermForm,
    )

    @property
    def permission_policy(self) -> GlossaryPolicy:
        return GlossaryPolicy(self.model, closed=self.closed)


glossary_viewset = GlossaryViewSet()


class SynonymFilterSet(ByLanguageFilterSet):
    class Meta:
        model = SynonymGroup
        fields = ["language", "in_use"]


class SynonymViewSet(ByLanguageViewSet):
    model = SynonymGroup
    name = "synonyms"
    icon = "link"
    menu_label = _("Synonyms")
    add_view_class = lexicon_views.GroupAddView
    edit_view_class = lexicon_views.GroupEditView
    filterset_class = SynonymFilterSet
    list_display = [
        "words",
        Column("get_language_display", label=_("Language"), sort_key="language"),
        BooleanColumn("in_use", label=_("In use"), sort_key="in_use"),
        DateColumn("updated_at", label=_("Last changed"), sort_key="updated_at"),
    ]
    search_fields = ["words"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("language"), FieldPanel("in_use")]),
            FieldPanel("words"),
            FieldPanel("example"),
        ],
        base_form_class=SynonymGroupForm,
    )


synonym_viewset = SynonymViewSet()
