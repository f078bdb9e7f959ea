"""What is done to the list of reasons."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify

from cms.accounts.models import User
from cms.moderation.reasons.models import Reason, ReasonText
from cms.moderation.reasons.permissions import can_change_reasons, can_translate_reasons
from cms.moderation.reasons.shipped import shipped_reasons


@transaction.atomic
def load_reasons() -> None:
    """Make the shipped reasons where they are missing; words that nobody changed follow the files. Repeatable."""
    held = {reason.code: reason for reason in Reason.objects.all()}
    for place, (code, values) in enumerate(shipped_reasons().items(), start=1):
        reason = held.get(code)
        if reason is None:
            reason = Reason.objects.create(code=code, move=values["move"], sort_order=place)
        _load_words(reason, values)


def _load_words(reason: Reason, values: Mapping[str, str]) -> None:
    held = {text.language: text for text in reason.texts.all()}
    for language, _name in settings.LANGUAGES:
        text = held.get(language) or ReasonText(reason=reason, language=language)
        words = values.get(language, "")
        is_edited = text.words != text.shipped_words
        if text.shipped_words != words:
            text.words, text.shipped_words = text.words if is_edited else words, words
            text.save()


@transaction.atomic
def save_reason(*, reason: Reason, words: Mapping[str, str], by: User) -> None:
    """Save a reason, new or not, with its words by language; each change is in the history.

    Raises PermissionDenied.
    """
    if not can_change_reasons(by):
        raise PermissionDenied
    if not reason.code:
        reason.code = f"{slugify(words[settings.LANGUAGE_CODE])[:40]}-{uuid4().hex[:8]}"
    reason._history_user = by  # type: ignore[attr-defined]  # read by simple-history
    reason.save()
    held = {text.language: text for text in reason.texts.all()}
    for language, said in words.items():
        text = held.get(language) or ReasonText(reason=reason, language=language)
        if text.words != said:
            _put(text, said, by)
            text.save()


def translate_reason(*, reason: Reason, language: str, words: str, by: User) -> None:
    """Put a reviewed translation in place. Raises PermissionDenied, or ValidationError."""
    if not can_translate_reasons(by, language):
        raise PermissionDenied
    text = ReasonText.objects.filter(reason=reason, language=language).first() or ReasonText(
        reason=reason, language=language
    )
    _put(text, words, by)
    text.full_clean()
    text.save()


def _put(text: ReasonText, words: str, by: User) -> None:
    text.words = words
    text._history_user = by  # type: ignore[attr-defined]  # read by simple-history
