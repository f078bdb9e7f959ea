"""The reader's language, and how it writes numbers, dates and lists."""

from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language

VARIANTS = {"en": "en_GB", "zh": "zh_Hans"}
"""The convention of a language where Babel's own default is not the site's: British dates, simplified script."""


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(VARIANTS.get(language, language))


def reader_language() -> str:
    """Return the code of the active language; English where none is active."""
    return get_language() or settings.LANGUAGE_CODE


def reader_locale() -> Locale:
    """Return the Babel locale of the reader's language."""
    return _locale(reader_language())
