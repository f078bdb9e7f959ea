"""Pinned results and questions without an answer in the admin: lists by language, forms, every change kept."""

from __future__ import annotations

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.widgets import AdminDateInput

from cms.core.kept import KeptViewSet
from search.editorial import question_views, views
from search.editorial.forms import PinnedResultForm
from search.editorial.permissions import ByLanguagePolicy
from search.models import EmptyQuestion, PinnedResult


class ByLanguageViewSet(KeptViewSet):
    """Rows that have a language, for those who arrange search in it."""

    index_view_class = views.OwnLanguagesIndexView
    history_view_class = views.RowHistoryView
    usage_view_class = views.RowUsageView
    list_per_page = 50

    @property
    def permission_policy(self) -> ByLanguagePolicy:
        return ByLanguagePolicy(self.model, closed=self.closed)


class ByLanguageFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)
    in_use = django_filters.BooleanFilter(label=_("In use"))


class PinnedResultFilterSet(ByLanguageFilterSet):
    class Meta:
        model = PinnedResult
        fields = ["language", "in_use"]


class PinnedResultViewSet(ByLanguageViewSet):
    model = PinnedResult
    name = "pinned_results"
    icon = "thumbtack"
    menu_label = _("Pinned results")
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


class EmptyQuestionFilterSet(WagtailFilterSet):
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES)
    state = django_filters.ChoiceFilter(label=_("State"), choices=EmptyQuestion.State.choices)

    class Meta:
        model = EmptyQuestion
        fields = ["language", "state"]


class EmptyQuestionViewSet(ByLanguageViewSet):
    model = EmptyQuestion
    name = "empty_questions"
    icon = "clipboard-list"
    menu_label = _("Questions without an answer")
    closed = frozenset({"add", "delete"})
    index_view_class = question_views.QuestionIndexView
    index_template_name = "search/editorial/questions.html"
    edit_view_class = question_views.QuestionEditView
    history_view_class = question_views.QuestionHistoryView
    usage_view_class = question_views.QuestionUsageView
    filterset_class = EmptyQuestionFilterSet
    list_display = [
        "words",
        Column("get_language_display", label=_("Language"), sort_key="language"),
        Column("count", label=_("Times asked"), sort_key="count"),
        Column("first_seen", label=_("First asked"), sort_key="first_seen"),
        Column("last_seen", label=_("Last asked"), sort_key="last_seen"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("decided_by", label=_("Decided by")),
        question_views.DecideColumn("decide", label=_("Decision"), accessor="pk"),
    ]
    search_fields = ["words", "note"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel(name, read_only=True) for name in ("words", "language")]),
            FieldRowPanel(
                [FieldPanel(name, read_only=True) for name in ("count", "first_seen", "last_seen")]
            ),
            FieldPanel("state", widget=forms.RadioSelect),
            FieldPanel("note"),
        ]
    )


empty_question_viewset = EmptyQuestionViewSet()
