from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from search.service import ENGINES

PREFIX = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
"""Narrower than what Elasticsearch takes, and easier to say."""


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


@register
def check_elasticsearch(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Where Elasticsearch answers, refuse addresses that lead nowhere and index names that it does not take."""
    if settings.SEARCH_ENGINE != "elasticsearch":
        return []
    # Addresses are told without the name and the password that may stand in them.
    told = ", ".join(repr(each.rpartition("@")[2]) for each in addresses() if not is_complete(each))
    found: list[CheckMessage] = []
    if told or not addresses():
        found.append(
            Error(
                f"ELASTICSEARCH_URL is no list of complete addresses: {told or 'it is empty'}.",
                hint="Write scheme, host and port of each node: https://search.example.org:9200, or http://.",
                id="search.E002",
            )
        )
    if not PREFIX.fullmatch(settings.SEARCH_INDEX_PREFIX):
        found.append(
            Error(
                f"SEARCH_INDEX_PREFIX cannot begin the name of an index: {settings.SEARCH_INDEX_PREFIX!r}.",
                hint="Use up to 100 of a to z, 0 to 9, '-', '_' and '.', a letter or digit first.",
                id="search.E003",
            )
        )
    return found


def addresses() -> list[str]:
    return [each.strip() for each in settings.ELASTICSEARCH_URL.split(",") if each.strip()]


def is_complete(address: str) -> bool:
    """Whether this is an http address with a host and a port."""
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and bool(parts.port)
    except ValueError:  # the port is no number, or too large
        return False
