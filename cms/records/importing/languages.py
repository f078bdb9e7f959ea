"""In which language a record is written: what the file says, else what the words look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from django.conf import settings
from py3langid.langid import MODEL_FILE, LanguageIdentifier

SURE = 0.95
"""From this probability a detection counts; below it the language stays unknown."""
ENOUGH_LETTERS = 40
LETTERS = re.compile(r"[^\W\d_]+")
LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


def language_code(text: str) -> str | None:
    """Return the ISO 639 code that a tag or a name means: en, “zh-Hans” -> zh, “Portuguese” -> pt; or None."""
    if (match := LANGUAGE_TAG.fullmatch(text)) and match[1].lower() in _known():
        return match[1].lower()
    return _names().get(text.strip().lower())


def detect(text: str) -> str:
    """Return the code of the language the text is written in; empty when it is too short or not sure enough."""
    if sum(map(len, LETTERS.findall(text))) < ENOUGH_LETTERS and text.isascii():
        return ""
    code, probability = _identifier().classify(text[:3000])
    return code if probability >= SURE else ""


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _known() -> frozenset[str]:
    return frozenset(_english_names())


@cache
def _names() -> Mapping[str, str]:
    own = {name.lower(): code for code, name in settings.LANGUAGES}
    return own | {name.lower(): code for code, name in _english_names().items()}


def _english_names() -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale("en").languages.items() if "_" not in str(code)}
