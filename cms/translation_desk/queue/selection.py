"""Which records an editor means: one, a year, or what meets a filter."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.reader import reader_language
from cms.desk.queries import EVERYTHING, any_record, filed_under
from cms.records.registry import record_models
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.queries import codes, parent, short_label
from cms.translations.summaries import models


@dataclass(frozen=True, slots=True)
class Selection:
    """What a record has to meet; empty values are met by all."""

    record_id: str = ""
    kind: str = ""
    """The label of its model, "stocktaking_pages.stocktakingprojectpage"; empty for records of every kind."""
    year: int | None = None
    """Of the page it is filed under."""
    country: str = ""
    action_line: str = ""
    """A code; its parts count with it."""

    @property
    def is_everything(self) -> bool:
        return self == Selection()

    def __str__(self) -> str:
        """In words of the language that is active."""
        names = {model._meta.label_lower: model._meta.verbose_name_plural for model in models()}
        language = reader_language()
        words = [
            _("Record %(id)s") % {"id": self.record_id} if self.record_id else "",
            capfirst(names.get(self.kind, "")),
            str(self.year or ""),
            short_label(Vocabulary.COUNTRY, self.country, language) if self.country else "",
            short_label(Vocabulary.ACTION_LINE, self.action_line, language) if self.action_line else "",
        ]
        return " · ".join(filter(None, words))


def originals_in(selection: Selection) -> QuerySet[Page]:
    """Return the live originals that meet a selection."""
    return Page.objects.filter(
        _of_kind(selection.kind),
        filed_under(selection.year) if selection.year else EVERYTHING,
        _facts(selection),
        original_summary__isnull=False,
        live=True,
    )


def _of_kind(label: str) -> Q:
    if not label:
        return Q(content_type__in=ContentType.objects.get_for_models(*record_models()).values())
    return Q(content_type=ContentType.objects.get_by_natural_key(*label.split(".")))


def _facts(selection: Selection) -> Q:
    matching = EVERYTHING
    if given := selection.record_id:
        matching &= any_record(Q(record_id=given) | Q(legacy_id=given))
    if selection.country:
        matching &= any_record(countries__code=selection.country)
    if line := selection.action_line:
        vocabulary = Vocabulary.ACTION_LINE
        parts = [code for code in codes(vocabulary) if line in (code, parent(vocabulary, code))]
        matching &= any_record(action_lines__code__in=parts)
    return matching


def without_whole_translation(originals: QuerySet[Page], language: str) -> QuerySet[Page]:
    """Return those of the originals that the readers of a language cannot read as they are now."""
    pages = Page.objects.filter(translation_key=OuterRef("translation_key"), locale__language_code=language)
    whole = Q(live=True, translation_summary__words_behind=0) | Q(original_summary__isnull=False)
    return originals.exclude(Exists(pages.filter(whole)))
