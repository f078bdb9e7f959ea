"""Drafts by a machine, through wagtail-localize's interface to providers."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.strings import StringValue

from cms.accounts.models import User
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import require
from cms.records.translating import Written, segments_to_translate, write_translation
from cms.translation_desk.assistance.checks import Severity, problems
from cms.translations.models import TranslatedPage
from cms.translations.states import with_occurrence
from cms.translations.values import Origin
from cms.translations.versions import source_of


class MachineUnavailable(Exception):
    """The provider did not answer, or answered something else."""


def can_draft(translation: TranslatedPage) -> bool:
    """Whether a provider is set up and knows the two languages."""
    machine = get_machine_translator()
    return machine is not None and machine.can_translate(_source_locale(translation), translation.locale)


def _source_locale(translation: TranslatedPage) -> Locale:
    """Return the locale of the original's language, unsaved where the site has none for it."""
    return Locale(language_code=translation.original.original_language or "en")


def draft_by_machine(*, translation: TranslatedPage, by: User, of_next: bool = False) -> int:
    """Fill the segments that have no words in the latest draft with a machine's; return how many were filled.

    They are those of the public original or, `of_next`, of the version that waits.
    What the public sees does not change, and the words count as a machine's until a person changes or confirms them.
    Words that would break a placeholder or a link are left out. Raises PermissionDenied, InvalidMove where no provider
    knows these languages, or MachineUnavailable.
    """
    require(Move.EDIT, by, translation)
    if not can_draft(translation):
        raise InvalidMove(_("No machine is set up for these languages."))
    empty = _empty(translation, by, of_next)
    # Outside of a transaction: a provider may take seconds, and others write meanwhile.
    texts = _translated(translation, [text for _path, text, _occurrence in empty])
    source, language = translation.original.original_language, translation.locale.language_code
    written = [
        Written(path, text, texts[text], origin=Origin.MACHINE, occurrence=occurrence)
        for path, text, occurrence in empty
        if text in texts and not _blocked(text, texts[text], source, language)
    ]
    return _write_where_still_empty(translation, written, by, of_next)


def _empty(translation: TranslatedPage, by: User, of_next: bool) -> list[tuple[str, str, int]]:
    """Return path, text and number among equal ones of each segment that has no words in the latest draft."""
    source = source_of(by, translation, of_next=of_next)
    return [
        (found.segment.path, found.segment.text, occurrence)
        for occurrence, found in with_occurrence(segments_to_translate(translation, source=source))
        if not found.has_words
    ]


def _translated(translation: TranslatedPage, texts: list[str]) -> dict[str, str]:
    """Return a machine's words for each text it translated."""
    values = {text: StringValue(text) for text in texts}
    try:
        found = get_machine_translator().translate(
            _source_locale(translation), translation.locale, list(values.values())
        )
        return {text: found[value].data for text, value in values.items() if value in found}
    except Exception as error:  # whatever a provider's client raises
        raise MachineUnavailable(_("The machine did not answer. Try again in a while.")) from error


def _blocked(source: str, target: str, source_language: str, language: str) -> bool:
    found = problems(source, target, source_language, language)
    return any(problem.severity == Severity.BLOCKS for problem in found)


@transaction.atomic
def _write_where_still_empty(
    translation: TranslatedPage, written: list[Written], by: User, of_next: bool
) -> int:
    """Write what nobody has written meanwhile."""
    translation = type(translation).objects.select_for_update().get(pk=translation.pk)
    empty = _empty(translation, by, of_next)
    wanted = [each for each in written if (each.path, each.source, each.occurrence) in empty]
    if wanted:
        write_translation(translation=translation, written=wanted, by=by, of_next=of_next)
    return len(wanted)
