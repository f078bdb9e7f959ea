"""What the rules read, and what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.findings.enums import Answer, Kind, Level


@dataclass(frozen=True, slots=True)
class Text:
    """What one revision of a page says, field by field."""

    values: Mapping[str, Any]
    """As Wagtail keeps them: rich text as HTML, dates as ISO 8601, relations as keys."""
    language: str = ""
    """The code of the language that the words are said to be in; empty when unknown."""
    plain: tuple[str, ...] = ()
    rich: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    """Fields that are not to be empty."""
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The alternative text of each image, by the field that holds the images."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules know besides the text."""

    today: dt.date
    least_words: int
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """By the address as `links.addresses.normal` writes it; those that were tried."""


@dataclass(frozen=True, slots=True)
class Finding:
    kind: Kind
    level: Level
    field: str
    """Name of the field of the page."""
    values: Mapping[str, Any]
    """What its sentence names."""
