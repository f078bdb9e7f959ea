"""The edits of an original that made translations go out of date."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from cms.translation_desk.assistance.differences import marked
from cms.translations.models import TranslatedPage
from cms.translations.segments import field_of
from cms.translations.states import Edit
from cms.translations.summaries import states_of
from cms.translations.values import SegmentState


@dataclass(slots=True)
class OpenEdit:
    """A text that was rewritten, and the languages whose translation is of the text before."""

    path: str
    before: str
    after: str
    label: str
    languages: list[str] = field(default_factory=list)

    @property
    def difference(self) -> SafeString:
        return marked(self.before, self.after)


def open_edits(original: TranslatedPage) -> list[OpenEdit]:
    """Return the edits one can decide about: those of one text into one other, in the order of the original."""
    found: dict[Edit, OpenEdit] = {}
    for translation in original.get_translations().select_related("locale"):
        language = translation.locale.language_code
        for status in states_of(translation):
            if status.state != SegmentState.STALE or len(status.before) != 1:
                continue
            edit = (status.segment.path, status.before[0], status.segment.text)
            label = capfirst(original._meta.get_field(field_of(edit[0])).verbose_name)
            found.setdefault(edit, OpenEdit(*edit, label=label)).languages.append(language)
    return list(found.values())
