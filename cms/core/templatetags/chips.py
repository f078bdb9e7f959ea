"""The marks of a record: code chips with their words, prizes, languages.

A page of results shows a hundred of them and a language has only a few, so a process renders each once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

REMEMBERED = 2_000
"""Chips, and language tags, that a process keeps."""


@register.simple_tag
@lru_cache(maxsize=REMEMBERED)
def chip(code: str, words: str, url: str = "") -> SafeString:
    """Show an Action Line ("C7") or a goal ("SDG 3") as its code beside its words, a link where there is an address."""
    kind = "sdg" if code.startswith("SDG") else "action-line"
    values = {"code": code, "words": words, "url": url, "kind": kind}
    return render_to_string("components/chip.html", values)


@register.inclusion_tag("components/chips.html")
def chips(links: object) -> dict[str, object]:
    """Show a row of chips from links with `chip`, `label` and `url`."""
    return {"links": links}


@register.inclusion_tag("components/prize.html")
def prize(honour: Any) -> dict[str, object]:
    """Show an honour in gold, "Winner 2022 · Category 10": a word, or a value with label, edition, category and url."""
    return {"honour": {"label": honour} if isinstance(honour, str) else honour}


@register.simple_tag
@lru_cache(maxsize=REMEMBERED)
def language_tag(code: str, name: str) -> SafeString:
    """Show a language by its code, with its name for those who do not know the code."""
    return render_to_string("components/language_tag.html", {"code": code, "name": name})
