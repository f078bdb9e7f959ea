"""By what the translators' list is narrowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from cms.desk.filters import kind_choices
from cms.translation_desk.models import Assignment
from cms.translation_desk.queue.enums import Standing
from cms.translation_desk.queue.queries import claimed_by, of_language, requested
from cms.translations.summaries import models

CLAIMS = (
    ("mine", _("Claimed by me")),
    ("free", pgettext_lazy("translations", "Not claimed")),
    ("requested", pgettext_lazy("translations", "Requested by editors")),
)


def _radio(**options: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(widget=forms.RadioSelect, empty_label=_("All"), **options)


class QueueFilterSet(django_filters.FilterSet):
    """The language is one of the person's, and always chosen: the view reads it, and the state, for its query."""

    language = django_filters.ChoiceFilter(
        label=_("Language"), method="as_it_is", widget=forms.RadioSelect, empty_label=None
    )
    source = _radio(label=_("Language of the original"), method="written_in", choices=settings.LANGUAGES)
    standing = _radio(label=_("State"), method="as_it_is", choices=Standing.choices)
    kind = _radio(label=_("Type"), method="of_kind", choices=lambda: kind_choices(models()))
    claim = _radio(label=_("Claims and requests"), method="of_claim", choices=CLAIMS)

    class Meta:
        model = Page
        fields: list[str] = []

    def __init__(self, *args: Any, language: str, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = language
        names = dict(settings.LANGUAGES)
        self.filters["language"].extra["choices"] = [(code, names[code]) for code in languages]
        self.filters["language"].extra["initial"] = language

    def as_it_is(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return pages

    def of_kind(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        return pages.filter(content_type=ContentType.objects.get_by_natural_key(*value.split(".")))

    def written_in(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        originals = Page.objects.filter(original_summary__isnull=False, locale__language_code=value)
        return pages.filter(translation_key__in=originals.values("translation_key"))

    def of_claim(self, pages: QuerySet[Page], name: str, value: str) -> QuerySet[Page]:
        if value == "mine":
            return pages.filter(claimed_by(self.request.user, self.chosen))
        if value == "free":
            return pages.exclude(of_language(Assignment, self.chosen))
        return pages.filter(requested(self.chosen))
