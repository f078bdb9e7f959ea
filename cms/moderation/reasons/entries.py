"""How a reason stands in the log of a page: its words as they were, in every language, beside the comment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from cms.moderation.reasons.models import Reason

LISTED = "listed"
"""The key, in the data of an entry, of what was chosen from the list."""


def listed(reason: Reason | None) -> dict[str, Any]:
    """Return what an entry's data keep of a chosen reason; nothing where none was."""
    return {LISTED: {"code": reason.code, "words": reason.words()}} if reason else {}


def why(data: Mapping[str, Any], language: str) -> str:
    """Return why it was decided so, from an entry's data: the reason in a language, then the comment."""
    words = data.get(LISTED, {}).get("words", {})
    said = words.get(language) or words.get(settings.LANGUAGE_CODE, "")
    comment = data.get("reason") or data.get("comment") or ""
    return " ".join(filter(None, (said, comment)))
