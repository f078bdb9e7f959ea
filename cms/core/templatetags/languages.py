"""Texts in other languages than the page's, and lists of names."""

from collections.abc import Iterable

from babel.lists import format_list
from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from cms.core.reader import reader_locale

register = template.Library()

UNKNOWN = frozenset({"", "und"})
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


@register.filter
def direction(language: str) -> str:
    """Return "rtl" or "ltr" for a language tag, "auto" where the language is unknown."""
    if language in UNKNOWN:
        return "auto"
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@register.simple_tag
def in_language(language: str) -> SafeString:
    """Return the attributes of an element whose text is in `language`: lang="ar" dir="rtl"."""
    if language in UNKNOWN:
        return mark_safe('dir="auto"')
    return format_html('lang="{}" dir="{}"', language, direction(language))


@register.filter
def isolated(text: str) -> SafeString:
    """Keep a name from reordering what stands beside it; figures alone follow the page's own direction."""
    named = any(character.isalpha() for character in str(text))
    return format_html("<bdi>{}</bdi>" if named else "{}", text)


@register.filter
def own_name(language: str) -> str:
    """Return what a language calls itself, "Français"; the code where we do not know."""
    return dict(settings.LANGUAGES).get(language, language)


@register.filter
def quoted(words: str) -> str:
    """Return words between the quotation marks of the reader's language."""
    return pgettext("quotation marks", "“%(words)s”") % {"words": words}


@register.filter
def listing(names: Iterable[str]) -> str:
    """Return "Kenya, Uganda and Rwanda" in the reader's language."""
    return format_list([str(name) for name in names], locale=reader_locale())
