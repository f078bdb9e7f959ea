"""The editor's form of a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from cms.core import media
from cms.translations.forms import TranslatedPageForm


class RecordForm(TranslatedPageForm):
    """Takes a file only from who may see it: a page shows its files to its author, and once published to all."""

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        person = self.for_user or AnonymousUser()
        for row in self._rows():
            for name in row.changed_data:
                file = row.cleaned_data.get(name)
                if isinstance(file, media.MediaFile) and not media.may_use(person, file):
                    row.add_error(name, _("You may not use this file."))
                    self.add_error(None, _("You may not use this file."))
        return cleaned

    def _rows(self) -> Iterator[forms.ModelForm]:
        for rows in self.formsets.values():
            yield from (row for row in rows.forms if row.is_valid())
