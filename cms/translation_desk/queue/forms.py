"""The forms of the queue: until when, what editors ask for, what a reader asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.desk.filters import country_choices, kind_choices, term_choices
from cms.desk.forms import DueField
from cms.taxonomy.enums import Vocabulary
from cms.translation_desk.queue.selection import Selection
from cms.translations.summaries import models


class DueForm(forms.Form):
    due = DueField()


class RequestForm(forms.Form):
    """What an editor wants translated. Several conditions are met together."""

    record_id = forms.CharField(label=gettext_lazy("Record id"), required=False, max_length=20)
    year = forms.IntegerField(label=gettext_lazy("Year"), required=False, min_value=1900, max_value=2100)
    kind = forms.ChoiceField(label=gettext_lazy("Type"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    action_line = forms.ChoiceField(label=gettext_lazy("Action Line"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Into"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    due = DueField()
    note = forms.CharField(
        label=gettext_lazy("Note for the translators"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("All"))]
        self.fields["kind"].choices = everything + kind_choices(models())
        self.fields["country"].choices = everything + country_choices()
        self.fields["action_line"].choices = everything + term_choices(Vocabulary.ACTION_LINE)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and self.selection.is_everything:
            raise forms.ValidationError(
                _("Say which records: by their id, year, type, country or Action Line.")
            )
        return values

    @property
    def selection(self) -> Selection:
        """What a valid form selects."""
        names = ("record_id", "year", "kind", "country", "action_line")
        return Selection(**{name: self.cleaned_data[name] for name in names})


class WithdrawForm(forms.Form):
    """Which request is taken back, by the words it stands under."""

    withdraw = forms.CharField(max_length=200, strip=False)


class AskForm(forms.Form):
    """A reader's wish; the address is only to be told."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
