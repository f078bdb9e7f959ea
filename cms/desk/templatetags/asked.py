"""What is asked of whoever opens the form of a page."""

from typing import Any

from django import template

from cms.desk.asked import asked_about
from cms.moderation.registry import is_moderated

register = template.Library()


@register.inclusion_tag("desk/asked.html", takes_context=True)
def asked(context: dict[str, Any]) -> dict[str, Any]:
    """Show it above the form; nothing where nothing is asked, and on pages that nobody moderates."""
    page = context["page"]
    if not is_moderated(page):
        return {}
    return {"page": page, "asked": asked_about(page, context["request"].user, context["edit_handler"])}
