"""By what a time line is narrowed, and which versions are compared."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.history.enums import Kind
from cms.history.values import Event
from cms.history.versions import Version

ALL = ("", _("All"))


class EventFilter(forms.Form):
    """One kind and one language of events, or all."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[ALL, *Kind.choices], required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, data: Any, languages: Collection[str]) -> None:
        super().__init__(data)
        known = [(code, name) for code, name in settings.LANGUAGES if code in languages]
        self.fields["language"].choices = [ALL, *known]  # type: ignore[attr-defined]  # a ChoiceField

    def narrow(self, events: Sequence[Event]) -> list[Event]:
        """Return the events asked for; a value that is not offered narrows nothing."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return [
            event for event in events if all(getattr(event, name) == value for name, value in asked.items())
        ]


class VersionsForm(forms.Form):
    """Two versions, the earlier one first."""

    earlier = forms.ChoiceField(label=_("Earlier version"))
    later = forms.ChoiceField(label=_("Later version"))

    def __init__(self, versions: Sequence[Version], chosen: dict[str, str]) -> None:
        super().__init__(chosen)
        choices = [(version.key, str(version)) for version in versions]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]  # a ChoiceField
