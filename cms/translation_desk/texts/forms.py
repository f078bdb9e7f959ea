"""What the browser sends of a text."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.translation_desk.texts.actions import TypedText
from cms.translation_desk.texts.rows import TextRow

LONGEST = 20_000
MOST = 100
"""Texts on one page of a group."""


class TextForm(forms.Form):
    """A text: which one, what stood there, and what is typed now."""

    key = forms.CharField(max_length=100, widget=forms.HiddenInput)
    field = forms.CharField(max_length=40, widget=forms.HiddenInput)
    original = forms.CharField(max_length=LONGEST, strip=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=LONGEST, required=False, strip=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Translation"), max_length=LONGEST, required=False, strip=False, widget=forms.Textarea
    )
    confirmed = forms.BooleanField(required=False)

    def typed(self) -> TypedText:
        return TypedText(**self.cleaned_data)


class NoteForm(forms.Form):
    """Why words are sent back; the action asks for it."""

    note = forms.CharField(max_length=LONGEST, required=False)


TextForms = forms.formset_factory(TextForm, extra=0, max_num=MOST, absolute_max=MOST)


def initial_of(rows: Sequence[TextRow]) -> list[dict[str, str]]:
    return [
        {
            "key": row.held.text.key,
            "field": row.held.text.field,
            "original": row.held.text.original,
            "seen": row.held.words,
            "words": row.held.words,
        }
        for row in rows
    ]
