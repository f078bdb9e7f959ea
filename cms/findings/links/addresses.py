"""The links of a text, and whether they are written as links are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from django.utils.encoding import iri_to_uri, punycode
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from cms.findings.enums import Kind
from cms.findings.values import Text

LONGEST = 1000
LONGEST_HOST = 254
LABEL = re.compile(r"[a-z0-9_-]{1,63}")
"""A part of the name of a website, in ASCII and small letters."""
WEB = frozenset({"http", "https"})
OTHERS = frozenset({"mailto", "tel"})
"""Schemes of links that are no addresses of pages, and are left to their readers."""


def links_of(text: Text) -> Iterator[tuple[str, str]]:
    """Yield (field, link) for every link of a text to another site, each once per field."""
    for name in text.addresses:
        if link := (text.values.get(name) or "").strip():
            yield name, link
    for name in text.rich:
        for link in dict.fromkeys(_hrefs(text.values.get(name) or "")):
            yield name, link


def _hrefs(html: str) -> Iterator[str]:
    for match in FIND_A_TAG.finditer(html):
        if link := extract_attrs(match[1]).get("href", "").strip():
            yield link


def fault_of(link: str) -> Kind | None:
    """Return what keeps a link from being one; None for a good one, which need not answer."""
    if any(character.isspace() for character in link):
        return Kind.LINK_BLANK
    try:
        parts = urlsplit(link)
    except ValueError:
        return Kind.LINK_HOST
    if parts.scheme.lower() in OTHERS:
        return None
    if parts.scheme.lower() not in WEB:
        return Kind.LINK_SCHEME
    return None if normal(link) else Kind.LINK_HOST


def normal(link: str) -> str:
    """Return a web address as it is asked for: in ASCII, without fragment; empty when it names no site of the net."""
    try:
        parts = urlsplit(link.strip())
        host = punycode(parts.hostname or "")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in WEB or not _is_host(host):
        return ""
    name = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    site = f"{name}[{host}]{port}" if ":" in host else f"{name}{host}{port}"
    return iri_to_uri(urlunsplit((parts.scheme.lower(), site, parts.path or "/", parts.query, "")))


def _is_host(host: str) -> bool:
    if ":" in host:
        return True
    labels = host.removesuffix(".").split(".")
    named = all(LABEL.fullmatch(label) for label in labels) and len(host) < LONGEST_HOST
    return (named and len(labels) > 1) or host == "localhost"
