"""A text of the site, and how plain words are compared and shown."""

from __future__ import annotations

import datetime as dt
import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

from cms.translation_desk.assistance.differences import marked
from cms.translations.values import normal, typed

LINE_END = "\ue000"
"""Stands for the end of a line while two texts are compared: a sign that no text has."""


def group_of(key: str) -> str:
    """Return the vocabulary, or kind of mail, to which a text with this key belongs."""
    return key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Text:
    """One field of one row that is translated, as it is public now."""

    source: str
    """The name of its TextSource."""
    key: str
    """Names the row among all of its source."""
    field: str
    original: str
    target: str
    """What readers of the language get; empty where there is nothing."""
    is_optional: bool = False
    """Whether nothing is an answer too: of a short label, that the label is short enough."""

    @property
    def group(self) -> str:
        return group_of(self.key)

    @property
    def place(self) -> tuple[str, str, str]:
        return self.source, self.key, self.field


@dataclass(frozen=True, slots=True)
class Version:
    """What a text said from a moment on."""

    at: dt.datetime
    words: str


def last_change(versions: Sequence[Version]) -> Version | None:
    """Return the version that brought the words as they are; one that only typed them again brought nothing."""
    changes = [
        now
        for before, now in pairwise([None, *versions])
        if before is None or normal(before.words) != normal(now.words)
    ]
    return changes[-1] if changes else None


def words_at(versions: Sequence[Version], at: dt.datetime) -> str:
    """Return what a text with this history, the oldest first, said at a moment: its first words for one before."""
    earlier = [version for version in versions if version.at <= at]
    known = earlier[-1:] or versions[:1]
    return known[0].words if known else ""


def cleaned(words: str, *, has_lines: bool) -> str:
    """Return what was typed as it is kept: in NFC, in one line where the field has only one."""
    if not has_lines:
        return typed(words)
    lines = unicodedata.normalize("NFC", words).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def as_html(words: str) -> str:
    """Return plain words as the checks and comparisons take them."""
    return html.escape(words, quote=False)


def marked_words(before: str, now: str) -> SafeString:
    """Return plain words as HTML with what differs marked, line by line as they stand."""
    shown = marked(_in_one_line(before), _in_one_line(now))
    return mark_safe(shown.replace(LINE_END, "<br>"))  # noqa: S308 - marked() has escaped the words


def _in_one_line(words: str) -> str:
    return as_html(words).replace("\n", f" {LINE_END} ")
