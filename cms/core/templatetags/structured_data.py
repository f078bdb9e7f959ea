"""JSON-LD for search engines: a data block that no browser runs, so the content security policy lets it stand."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""What could end the element or begin another one."""


@register.simple_tag
def json_ld(kind: str, **properties: object) -> SafeString:
    """Describe the page as a schema.org `kind`; empty properties are left out."""
    known = {name: str(value) for name, value in properties.items() if value}
    data = {"@context": "https://schema.org", "@type": kind, **known}
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above
