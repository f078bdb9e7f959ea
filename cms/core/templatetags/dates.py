"""Dates in the reader's own convention. Deadlines are Geneva's; everything stored is UTC."""

import datetime as dt
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time
from django import template

from cms.core.reader import reader_locale

register = template.Library()

GENEVA = ZoneInfo("Europe/Zurich")
FIRST_OF_THE_MONTH = {"fr": "d'er' MMMM y"}
"""Patterns of languages that number this day otherwise than the rest, which Babel does not know."""


@register.filter
def long_date(value: dt.date | None) -> str:
    """Return "28 May 2022"; empty for no date."""
    return _in_words(value) if value else ""


@register.filter
def month(value: dt.date | None) -> str:
    """Return "May 2022"; empty for no date."""
    return format_skeleton("yMMMM", value, locale=reader_locale()) if value else ""


@register.filter
def geneva_date(value: dt.datetime) -> str:
    """Return the day in Geneva, "31 January 2024"."""
    return _in_words(value.astimezone(GENEVA))


def _in_words(day: dt.date) -> str:
    locale = reader_locale()
    pattern = FIRST_OF_THE_MONTH.get(locale.language, "long") if day.day == 1 else "long"
    return format_date(day, pattern, locale=locale)


@register.filter
def geneva_time(value: dt.datetime) -> str:
    """Return the hour in Geneva, "23:00"."""
    return format_time(value.astimezone(GENEVA).time(), "short", locale=reader_locale())


@register.simple_tag
def years(start: dt.date | None, end: dt.date | None) -> str:
    """Return "2019–2023", "2019–" for an open end, "–2023" for an unknown start, "2019" within one year."""
    first, last = (str(day.year) if day else "" for day in (start, end))
    if first == last:
        return first
    return f"{first}–{last}"
