"""By what the report on changes is narrowed: the words and filters of the public search, by the same names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.filters import country_choices, term_choices
from cms.desk.reports.forms import PeriodForm
from cms.taxonomy.enums import Vocabulary
from search.labels import WORDS, facet_label
from search.schema import FIELDS, Field

TYPED = frozenset({"organisation", "year"})
"""Filters with too many values for a list; in the address they are understood as well."""


class ChangesForm(PeriodForm):
    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=500)

    def __init__(self, data: Mapping[str, Any], *, today: dt.date) -> None:
        super().__init__(data, today=today)
        for field in FIELDS:
            if field.name not in TYPED:
                self.fields[field.name] = forms.ChoiceField(
                    label=facet_label(field.name), required=False, choices=[("", _("All")), *choices(field)]
                )


def choices(field: Field) -> list[tuple[str, Any]]:
    if field.name == "country":
        return country_choices()
    if field.name == "language":
        return list(settings.LANGUAGES)
    if field.vocabulary:
        return term_choices(Vocabulary(field.vocabulary))
    return list(WORDS[field.name].items())
