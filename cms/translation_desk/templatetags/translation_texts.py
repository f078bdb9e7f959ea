"""What the desk says of the texts of the site."""

from __future__ import annotations

from typing import Any

from django import template

from cms.accounts.models import User
from cms.translation_desk.texts.overview import lines
from cms.translation_desk.texts.permissions import can_propose

register = template.Library()


@register.inclusion_tag("translation_desk/texts/summary.html")
def texts_to_do(user: User, language: str) -> dict[str, Any]:
    """Say in one line what there is to do in the vocabulary and the mails; nothing for the original's language."""
    if not can_propose(user, language):
        return {}
    found = lines(language)
    named = ("missing", "stale", "returned", "in_review")
    sums = {name: sum(getattr(line, name) for line in found) for name in named}
    return {"language": language, "is_done": not any(sums.values()), **sums}
