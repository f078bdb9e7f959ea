"""Numbers in the reader's own convention. Years and ids are not numbers: print them as they are."""

from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal
from django import template

from cms.core.reader import reader_locale

register = template.Library()


@register.filter
def number(value: int | float) -> str:
    """Return 14212 as "14,212", "14 212" or "14.212"."""
    return _written(value, reader_locale())


@lru_cache(maxsize=10_000)
def _written(value: int | float, locale: Locale) -> str:
    return format_decimal(value, locale=locale, numbering_system="default")


@register.filter
def kilobytes(value: int) -> str:
    """Return a size in bytes as whole kilobytes, never less than one."""
    return number(max(1, round(value / 1000)))
