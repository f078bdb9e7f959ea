from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from search.service import ENGINES


@register
def check_engine(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a search engine that does not exist before the first visitor asks it."""
    if settings.SEARCH_ENGINE in ENGINES:
        return []
    return [
        Error(
            f"SEARCH_ENGINE names no engine: {settings.SEARCH_ENGINE!r}.",
            hint=f"Use one of: {', '.join(sorted(ENGINES))}.",
            id="search.E001",
        )
    ]
