"""What is translated at once, and how two texts are compared: docs/explanation/translation.md."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _

LINE_BREAK = re.compile(r"<br\s*/?>")
TAG = re.compile(r"<[^<>]*>")
BLANKS = re.compile(r"\s+")
ORDINARY_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
"""A Chinese character, or a run of other letters and digits."""


class Origin(models.TextChoices):
    PERSON = "person", _("by a person")
    MACHINE = "machine", _("by a machine")
    READ = "read", _("by a machine, then changed or confirmed by a person")


class SegmentState(models.TextChoices):
    CURRENT = "current", _("current")
    MACHINE = "machine", _("machine translation")
    IN_REVIEW = "in_review", _("in review")
    STALE = "stale", _("out of date")
    MISSING = "missing", _("missing")


@dataclass(frozen=True, slots=True)
class Segment:
    """A plain field or a block of rich text of an original."""

    path: str
    text: str
    """HTML with inline markup only; equal texts are the same string."""
    is_block: bool = False
    """Whether others may stand beside it under the same path."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text of the original and the words that stand for it in a translation."""

    path: str
    source: str
    target: str
    origin: str = Origin.PERSON
    by: int | None = None
    """The primary key of whoever wrote or confirmed the words, where it is known."""


@lru_cache(maxsize=20_000)
def normal(text: str) -> str:
    """Return the one form of equal texts."""
    return BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def typed(text: str) -> str:
    """Return the words of a translation as they are kept: blanks that do not break, as before a French colon, stay."""
    return ORDINARY_BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """Return the words of HTML in their order, in lower case."""
    plain = html.unescape(TAG.sub("", LINE_BREAK.sub(" ", text)))
    return tuple(word.lower() for word in WORD.findall(unicodedata.normalize("NFC", plain)))


def count_words(text: str) -> int:
    """Return how many words HTML has, without keeping them: for texts as long as a whole field."""
    return len(words.__wrapped__(text))
