"""The stylesheets and scripts of the components a page uses, by name."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
@cache
def styles(*names: str) -> SafeString:
    """Link the stylesheets of these components."""
    return format_html_join(
        "\n",
        '<link rel="stylesheet" href="{}">',
        ((static(f"core/css/components/{name}.css"),) for name in names),
    )


@register.simple_tag
@cache
def script(name: str) -> SafeString:
    """Load the module that enhances a component; the page is complete without it."""
    return format_html('<script type="module" src="{}"></script>', static(f"core/js/{name}.js"))
