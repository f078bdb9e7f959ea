"""What a record's page shows, as values: the template only places them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from cms.translations.readers import Reading
from search.page import Badge, Link
from search.types import Suggestion


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    html: str


@dataclass(frozen=True, slots=True)
class Prize:
    status: str
    """The key, "winner"."""
    label: str
    edition: str
    category: str
    url: str


@dataclass(frozen=True, slots=True)
class LanguageLink:
    code: str
    name: str
    url: str
    original: bool
    current: bool
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    image: Any
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Attachment:
    title: str
    url: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the public history."""

    date: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Past:
    """What marks a page as one of the past, or says that it is not."""

    day: dt.date
    line: str
    today: Link | None


@dataclass(frozen=True, slots=True)
class RecordView:
    id: str
    kind: str
    title: str
    subtitle: str
    summary: str
    language: str
    """BCP 47 of the words, for the lang attribute; empty when unknown."""
    sections: tuple[Section, ...]
    chips: tuple[Link, ...]
    """Action Lines and goals, each a search."""
    facts: tuple[Fact, ...]
    prizes: tuple[Prize, ...]
    notice: str
    """An honest line where the words are a translation or in another language than the page's; else empty."""
    notice_link: Link | None
    past: Past | None
    languages: tuple[LanguageLink, ...]
    images: tuple[Image, ...]
    documents: tuple[Attachment, ...]
    timeline: tuple[Event, ...]
    similar: tuple[Suggestion, ...]
    citation: str
    json_url: str
    reading: Reading
    """What is counted of a view."""
    attribution: tuple[Fact, ...] = field(default=())
