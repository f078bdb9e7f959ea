"""The forms of the list: who takes care of a page and until when, and a view to be kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.accounts.models import User
from cms.desk.forms import DueField
from cms.desk.models import DigestPreference, SavedView


class HandlingForm(forms.Form):
    """To whom, and until when; nobody means the pool, no date the service level."""

    person = forms.ChoiceField(
        label=_("Who decides"), required=False, help_text=_("Those who may decide on this page.")
    )
    due = DueField()

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["due"].standing = self.initial.get("due")
        pool = pgettext_lazy("reviews", "Nobody: it is in the pool")
        self.fields["person"].choices = [("", pool), *((pk, str(each)) for pk, each in self.people.items())]

    @property
    def chosen(self) -> User | None:
        """The person of a valid form."""
        return self.people.get(self.cleaned_data["person"])


class ViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name", "query"]

    query = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)


class RhythmForm(forms.ModelForm):
    class Meta:
        model = DigestPreference
        fields = ["rhythm"]
        widgets = {"rhythm": forms.RadioSelect}
