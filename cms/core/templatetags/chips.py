"""The marks of a record: code chips with their words, prizes, states, languages."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("components/chip.html")
def chip(code: str, words: str, url: str = "") -> dict[str, object]:
    """Show an Action Line ("C7") or a goal ("SDG 3") as its code beside its words, a link where there is an address."""
    kind = "sdg" if code.startswith("SDG") else "action-line"
    return {"code": code, "words": words, "url": url, "kind": kind}


@register.inclusion_tag("components/chips.html")
def chips(links: object) -> dict[str, object]:
    """Show a row of chips from links with `chip`, `label` and `url`."""
    return {"links": links}


@register.inclusion_tag("components/prize.html")
def prize(honour: Any) -> dict[str, object]:
    """Show an honour in gold, "Winner 2022 · Category 10": a word, or a value with label, edition, category and url."""
    return {"honour": {"label": honour} if isinstance(honour, str) else honour}


@register.inclusion_tag("components/language_tag.html")
def language_tag(code: str, name: str) -> dict[str, object]:
    """Show a language by its code, with its name for those who do not know the code."""
    return {"code": code, "name": name}
