"""The forms on which editors arrange search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from search.editorial.permissions import languages_edited
from search.editorial.records import record_of
from search.editorial.wording import record_ids


class PinnedResultForm(WagtailAdminModelForm):
    """Offers the languages that the person may arrange; records are kept by their numbers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = languages_edited(self.for_user)
        field = self.fields["language"]
        field.choices = [(code, name) for code, name in field.choices if not code or code in own]

    def clean_records(self) -> str:
        written = record_ids(self.cleaned_data["records"])
        found = {line: record_of(line) for line in written}
        if unknown := [line for line, id in found.items() if not id]:
            message = _("No record has the number or address “%(line)s”.")
            raise ValidationError([ValidationError(message, params={"line": line}) for line in unknown])
        return "\n".join(dict.fromkeys(found.values()))


class WhyForm(forms.Form):
    """A record and the question in whose results it is looked for; the other names are those of the search page."""

    record = forms.CharField(
        label=gettext_lazy("Record"), help_text=gettext_lazy("Its number or its address.")
    )
    q = forms.CharField(label=gettext_lazy("Question"), required=False)
    lang = forms.ChoiceField(label=gettext_lazy("Language of the reader"), choices=settings.LANGUAGES)
