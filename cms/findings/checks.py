"""What must hold in the settings of the automatic checks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register
def check_least_words(**kwargs: Any) -> list[CheckMessage]:
    """A text may be asked for any number of words, none included."""
    if settings.LEAST_WORDS < 0:
        return [Error("LEAST_WORDS is less than 0.", id="findings.E001")]
    return []
