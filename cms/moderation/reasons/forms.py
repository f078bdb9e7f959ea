"""The form of a reason: its words in every language, English first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from wagtail.admin.forms import WagtailAdminModelForm

from cms.core.templatetags.languages import direction
from cms.moderation.reasons.models import Reason, ReasonText

LONGEST = ReasonText._meta.get_field("words").max_length


def field_name(language: str) -> str:
    return f"words_{language}"


class ReasonForm(WagtailAdminModelForm):
    """Words in other languages may be empty: then the English stand in."""

    class Meta:
        model = Reason
        fields = ["move", "sort_order", "offered"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.instance.words() if self.instance.pk else {}
        for language, name in settings.LANGUAGES:
            self.fields[field_name(language)] = forms.CharField(
                label=name,
                max_length=LONGEST,
                required=language == settings.LANGUAGE_CODE,
                initial=held.get(language, ""),
                widget=forms.TextInput(attrs={"lang": language, "dir": direction(language)}),
            )

        self.order_fields(["move", *map(field_name, dict(settings.LANGUAGES))])

    def words(self) -> dict[str, str]:
        """Return what a valid form says, by language."""
        return {language: self.cleaned_data[field_name(language)] for language, _name in settings.LANGUAGES}
