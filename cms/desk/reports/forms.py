from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.filters import country_choices
from cms.desk.forms import DayInput

PERIOD = dt.timedelta(weeks=12)
LONGEST = dt.timedelta(days=3 * 366)
EARLIEST = dt.date(1900, 1, 1)
"""Long before the first record; the days that a report counts back from end with the calendar."""


class PeriodForm(forms.Form):
    """Of which days a report is: the last twelve weeks where no day is named."""

    first = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        widget=DayInput,
        validators=[MinValueValidator(EARLIEST)],
    )
    last = forms.DateField(
        label=gettext_lazy("To"),
        required=False,
        widget=DayInput,
        validators=[MinValueValidator(EARLIEST)],
    )

    def __init__(self, data: Mapping[str, Any], *, today: dt.date) -> None:
        if not (data.get("first") or data.get("last")):
            data = {**data, "first": (today - PERIOD).isoformat(), "last": today.isoformat()}
        super().__init__(data)
        self.today = today

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        last = values.get("last") or self.today
        first = values.get("first") or last - PERIOD
        if last > self.today:
            raise ValidationError({"last": _("That day is still to come.")})
        if first > last:
            raise ValidationError({"first": _("The first day is after the last.")})
        if last - first > LONGEST:
            raise ValidationError({"first": _("A report covers three years at most.")})
        return {**values, "first": first, "last": last}


class ReportForm(PeriodForm):
    """Also of which country and language."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, data: Mapping[str, Any], *, today: dt.date) -> None:
        super().__init__(data, today=today)
        self.fields["country"].choices = [("", _("All")), *country_choices()]
        self.fields["language"].choices = [("", _("All")), *settings.LANGUAGES]
