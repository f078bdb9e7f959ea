"""Which files a translator wants, and the file that comes back."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.translation_desk.files.archive import SUFFIX
from cms.translation_desk.files.formats import READ, Format
from cms.translation_desk.files.permissions import languages_of
from cms.translation_desk.files.selections import Selection, select
from cms.translation_desk.files.values import LARGEST, MOST_FILES

ENDINGS = (*READ, SUFFIX)
NEEDED = {
    Selection.YEAR: _("Write the year whose records you want."),
    Selection.RECORD: _("Write the id of the record, as on its page."),
}
"""Selections that need a value, and the question for it."""


class ExportForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"))
    file_format = forms.ChoiceField(label=_("Format"), choices=Format.choices, widget=forms.RadioSelect)
    selection = forms.ChoiceField(label=_("Records"), choices=Selection.choices, widget=forms.RadioSelect)
    value = forms.CharField(
        label=_("Year or record id"),
        max_length=50,
        required=False,
        help_text=_("Only for a year or one record."),
    )

    def __init__(self, by: User, *args: Any, **kwargs: Any) -> None:
        initial = {"file_format": Format.PO, "selection": Selection.MINE} | kwargs.pop("initial", {})
        super().__init__(*args, initial=initial, **kwargs)
        self.by = by
        self.fields["language"].choices = languages_of(by)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, and say at once when nothing is chosen."""
        said = super().clean() or {}
        if not {"language", "selection"} <= said.keys():
            return said
        selection, value = Selection(said["selection"]), said.get("value", "")
        if selection in NEEDED and not value:
            self.add_error("value", NEEDED[selection])
            return said
        found = len(select(selection, value, said["language"], self.by))
        if not found:
            self.add_error("selection", _("There is no such record to translate into this language."))
        elif found > MOST_FILES:
            message = _("These are %(found)d records; one archive holds %(most)d at most.")
            self.add_error("selection", message % {"found": found, "most": MOST_FILES})
        return said


class ImportForm(forms.Form):
    upload = forms.FileField(
        label=_("File"),
        help_text=_("A .po or .xlf file, or a .zip archive of them; 20 MB at most."),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )

    def clean_upload(self) -> UploadedFile:
        upload = self.cleaned_data["upload"]
        if PurePosixPath(upload.name.lower()).suffix not in ENDINGS:
            raise forms.ValidationError(
                _("The name has to end in one of: %(endings)s."), params={"endings": ", ".join(ENDINGS)}
            )
        if upload.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return upload
