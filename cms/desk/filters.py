"""By what the desk's lists are narrowed."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page

from cms.core.reader import reader_language
from cms.desk.queries import any_record, filed_under
from cms.moderation.enums import PageState
from cms.moderation.registry import moderated_models
from cms.moderation.states import in_states
from cms.records.registry import record_models
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import codes, short_label
from search.analysis.spellings import spelt_like


def state_choices(states: Collection[PageState]) -> list[tuple[str, Any]]:
    return [(state.value, state.label) for state in PageState if state in states]


def kind_choices(models: Iterable[type[Page]]) -> list[tuple[str, str]]:
    return [(model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in models]


def term_choices(vocabulary: Vocabulary) -> list[tuple[str, Any]]:
    """Return the terms in use with their labels in the reader's language, in the vocabulary's order."""
    language = reader_language()
    return [(code, short_label(vocabulary, code, language)) for code in codes(vocabulary)]


def country_choices() -> list[tuple[str, Any]]:
    return sorted(term_choices(Vocabulary.COUNTRY), key=lambda choice: choice[1].casefold())


def radio(**options: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(widget=forms.RadioSelect, empty_label=_("All"), **options)


def ticks(**options: Any) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(widget=forms.CheckboxSelectMultiple, **options)


class DeskFilterSet(WagtailFilterSet):
    """Type, states and language; several states mean any of them."""

    kind = radio(label=_("Type"), method="of_kind", choices=lambda: kind_choices(moderated_models()))
    state = ticks(label=_("State"), method="in_states", choices=lambda: state_choices(PageState))
    language = radio(
        label=_("Language"), field_name="locale__language_code", choices=lambda: settings.LANGUAGES
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def _add_locale_filter(self) -> None:
        """Wagtail's own names neither the parameter nor the field as the site does."""

    def of_kind(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        app_label, model = value.split(".")
        return pages.filter(content_type=ContentType.objects.get_by_natural_key(app_label, model))

    def in_states(self, pages: QuerySet[Page], name: str, values: Sequence[str]) -> QuerySet[Page]:
        return in_states(pages, {PageState(value) for value in values}) if values else pages


class RecordFilterSet(DeskFilterSet):
    """Also by the year or edition a record is filed under and by the name of its organisation."""

    kind = radio(label=_("Type"), method="of_kind", choices=lambda: kind_choices(record_models()))
    year = django_filters.NumberFilter(label=_("Year"), method="filed_under")
    organisation = django_filters.CharFilter(label=_("Organisation"), method="of_organisation")

    def filed_under(self, pages: QuerySet[Page], name: str, value: Any) -> QuerySet[Page]:
        return pages.filter(filed_under(value))

    def of_organisation(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return pages.filter(any_record(organisation__name__regex=spelt_like(value)))
