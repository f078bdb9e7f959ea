"""The file of a translation, made from what the draft has for the live original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cms.records.translating import segments_to_translate
from cms.translation_desk.files.inline import canonical
from cms.translation_desk.files.originals import name_of
from cms.translation_desk.files.values import SEPARATOR, TranslationFile, Unit
from cms.translation_desk.page.rows import state_of_draft
from cms.translations.models import TranslatedPage
from cms.translations.segments import segments_of
from cms.translations.states import Found, find, with_occurrence
from cms.translations.values import SegmentState, typed

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def translation_of(original: TranslatedPage, language: str) -> TranslatedPage | None:
    """Return the page of the record in this language, None where there is none yet."""
    return (
        type(original)
        .objects.filter(
            translation_key=original.translation_key,
            locale__language_code=language,
            is_translation_page=True,
        )
        .first()
    )


def file_of(original: TranslatedPage, language: str) -> TranslationFile:
    """Return the file of the record in this language; without a page, one that has everything to translate."""
    translation = translation_of(original, language)
    held = segments_to_translate(translation) if translation else find(segments_of(original), [])
    return TranslationFile(
        record=name_of(original),
        title=original.title,
        source_language=source_language(original),
        language=language,
        units=tuple(units_of(held)),
    )


def source_language(original: TranslatedPage) -> str:
    known = LANGUAGE_TAG.fullmatch(original.original_language)
    return original.original_language if known else original.locale.language_code


def units_of(held: Iterable[Found]) -> Iterator[Unit]:
    """Yield a unit for each segment, in order."""
    for occurrence, found in with_occurrence(held):
        segment, state = found.segment, state_of_draft(found)
        stale = state == SegmentState.STALE
        yield Unit(
            path=segment.path,
            source=segment.text,
            target=typed(canonical(found.target)),
            state=state,
            before=SEPARATOR.join(pair.source for pair in found.pairs) if stale else "",
            occurrence=occurrence,
        )
