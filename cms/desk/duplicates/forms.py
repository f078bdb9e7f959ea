"""Why two records are made one, and which."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.undo.forms import ReasonForm


class MergeForm(ReasonForm):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The public, the author and colleagues read it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OtherForm(forms.Form):
    """Names the record that is kept, by its id."""

    record_id = forms.CharField(label=_("Id of the record that is kept"), max_length=20)
