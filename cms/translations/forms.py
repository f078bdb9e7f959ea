"""The editor's form of a page that is translated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from cms.translations.segments import field_of, pairs_after, segments_of
from cms.translations.values import Segment


class TranslatedPageForm(WagtailAdminPageForm):
    """A field of a translation that is rewritten in the editor counts as translated anew from the original.

    A title is one line, whatever the browser sends: it stands in mails, lists and files.
    """

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def save(self, commit: bool = True) -> Any:
        if self.instance.is_translation and (rewritten := self._rewritten()):
            by = self.for_user.pk if self.for_user else None
            self.instance.pairs = pairs_after(self.instance, self.instance.original, rewritten, by)
        return super().save(commit)

    def _rewritten(self) -> set[str]:
        """Return the fields whose words are others than before; the editor marks blocks of rich text in its own way."""
        touched = set(self.changed_data).intersection(self.instance.words)
        if not touched:
            return set()
        old = segments_of(type(self.instance)(**{name: self.initial[name] for name in touched}))
        new = segments_of(self.instance)
        return {name for name in touched if _of_field(old, name) != _of_field(new, name)}


def _of_field(segments: Iterable[Segment], name: str) -> list[Segment]:
    return [segment for segment in segments if field_of(segment.path) == name]
