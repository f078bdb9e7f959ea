"""In which documents of the index pages appear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import ForeignKey, QuerySet

from cms.records.bulk.rows import by_model
from cms.records.models import RecordPage
from search import registry


def documents_of(pages: Sequence[RecordPage]) -> set[str]:
    """Return the ids of the records whose documents show these pages, as their sources say."""
    return {id for page in pages for id in registry.ids_for(page)}


def documents_of_new(pages: Sequence[RecordPage]) -> set[str]:
    """Return the same for pages that were inserted just now, in a few queries.

    A page is in its own record's document, a translation in its original's, an entry in its project's too; nothing can
    point at a new page yet. A test holds this equal to what the sources say.
    """
    found = {page.record_id for page in pages}
    for model, group in by_model(pages).items():
        for originals in (_originals(model, group), *_linked(model, group)):
            found.update(originals.values_list("record_id", flat=True))
    return found - {""}


def _originals(model: type[RecordPage], pages: Sequence[RecordPage]) -> QuerySet[RecordPage]:
    keys = [page.translation_key for page in pages if page.is_translation]
    return model.objects.filter(translation_key__in=keys, is_translation_page=False)


def _linked(model: type[RecordPage], pages: Sequence[RecordPage]) -> Iterator[QuerySet[RecordPage]]:
    for field in model._meta.local_concrete_fields:
        if isinstance(field, ForeignKey) and issubclass(field.related_model, RecordPage):
            keys = {getattr(page, field.attname) for page in pages} - {None}
            yield field.related_model.objects.filter(pk__in=keys)
