"""The forms for terms of the glossary and groups of synonyms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from search.editorial.permissions import edits_every_language, languages_edited
from search.lexicon.wording import alternatives

LONGEST_EXAMPLE = 200


class ExampleForm(WagtailAdminModelForm):
    """A form with a question to try the change with; it is not kept."""

    example = forms.CharField(
        label=_("Question to try it with"),
        max_length=LONGEST_EXAMPLE,
        required=False,
        help_text=_(
            "“Show the effect” compares what this question finds now with what it would find after the change. "
            "Nothing is saved."
        ),
    )

    def question(self) -> str:
        """Return the words to compare answers for: the example, else the first words of the row."""
        return self.cleaned_data.get("example") or next(iter(alternatives(str(self.instance))), "")


class GlossaryTermForm(ExampleForm):
    """Lets a translator write in their own languages; the rest is shown and stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = languages_edited(self.for_user)
        for language, _name in settings.LANGUAGES:
            field = self.fields[language]
            field.disabled = language not in own
            field.widget.attrs |= {"rows": 2, "lang": language, "dir": "auto"}
        self.fields["in_use"].disabled = not edits_every_language(self.for_user)


class SynonymGroupForm(ExampleForm):
    """Offers the languages that the person may arrange."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = languages_edited(self.for_user)
        field = self.fields["language"]
        field.choices = [(code, name) for code, name in field.choices if not code or code in own]
        self.fields["words"].widget.attrs |= {"rows": 2, "dir": "auto"}
