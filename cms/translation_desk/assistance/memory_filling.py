"""What the memory holds: the pairs of translations as they were published, never those of a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction

from cms.translation_desk.assistance.memory_keys import frequencies, key_of, rarest, word_keys
from cms.translation_desk.assistance.models import MemoryUnit, MemoryWord
from cms.translations.models import TranslatedPage
from cms.translations.summaries import models
from cms.translations.values import normal, words

WORDS_OF_A_UNIT = 8
"""The rarest words of a text that are kept. A text that has 6 of 10 words in common has one of them but for one in
hundreds."""
BATCH = 200


@transaction.atomic
def remember(pages: Sequence[TranslatedPage]) -> int:
    """Put what these live translations say, and nothing older of theirs, into the memory; return how many units.

    The number of queries does not grow with the pages, but for their words.
    """
    live = [page for page in pages if page.is_translation and page.live]
    MemoryUnit.objects.filter(page__in=live).delete()
    languages = _source_languages(live)
    units = [unit for page in live for unit in _units(page, languages.get(page.translation_key, ""))]
    keys = [word_keys(unit.source, unit.source_language, unit.language) for unit in units]
    counts = frequencies(set().union(*keys))
    MemoryUnit.objects.bulk_create(units)
    MemoryWord.objects.bulk_create(
        MemoryWord(unit=unit, key=key)
        for unit, own in zip(units, keys, strict=True)
        for key in rarest(own, counts)[:WORDS_OF_A_UNIT]
    )
    return len(units)


def _source_languages(pages: Sequence[TranslatedPage]) -> dict[UUID, str]:
    """Return the language of the original of each."""
    keys: dict[type[TranslatedPage], set[UUID]] = {}
    for page in pages:
        keys.setdefault(type(page), set()).add(page.translation_key)
    found: dict[UUID, str] = {}
    for model, own in keys.items():
        originals = model.objects.filter(translation_key__in=own, is_translation_page=False)
        found.update(originals.values_list("translation_key", model.language_path))
    return found


def _units(page: TranslatedPage, source_language: str) -> Iterator[MemoryUnit]:
    language = page.locale.language_code
    for pair in page.translated_pairs():
        if words(pair.source) and words(pair.target):
            source = normal(pair.source)
            yield MemoryUnit(
                page_id=page.pk,
                path=pair.path,
                source_language=source_language,
                language=language,
                source=source,
                target=pair.target,
                origin=pair.origin,
                key=key_of(source, source_language, language),
            )


def remember_all() -> Iterator[int]:
    """Put all live translations into the memory again, a few hundred at a time; yield how many units each step made.

    What records say that are offline now stays as it was when they were public.
    """
    for model in models():
        live = model.objects.filter(is_translation_page=True, live=True).order_by("pk")
        pks = list(live.values_list("pk", flat=True))
        for start in range(0, len(pks), BATCH):
            batch = pks[start : start + BATCH]
            yield remember(list(model.objects.filter(pk__in=batch, live=True).select_related("locale")))
