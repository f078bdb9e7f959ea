"""How the reader writes numbers, dates and lists: the active language as a Babel locale."""

from functools import cache

from babel import Locale
from django.utils.translation import get_language

VARIANTS = {"en": "en_GB", "zh": "zh_Hans"}
"""The convention of a language where Babel's own default is not the site's: British dates, simplified script."""


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(VARIANTS.get(language, language))


def reader_locale() -> Locale:
    """Return the Babel locale of the active language; English where none is active."""
    return _locale(get_language() or "en")
