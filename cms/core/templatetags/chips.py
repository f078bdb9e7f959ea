"""The marks of a record: code chips with their words, prizes, states, languages."""

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
def prize(label: str, edition: object = "", category: str = "") -> dict[str, object]:
    """Show an honour in gold: "Winner 2022 · Category 10"."""
    return {"label": label, "edition": edition, "category": category}


@register.inclusion_tag("components/language_tag.html")
def language_tag(code: str, name: str) -> dict[str, object]:
    """Show a language by its code, with its name for those who do not know the code."""
    return {"code": code, "name": name}


@register.inclusion_tag("components/state.html")
def state(code: str, words: str) -> dict[str, object]:
    """Show planned, ongoing, completed or ended as a dot with its words."""
    return {"code": code, "words": words}
