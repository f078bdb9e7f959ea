"""What the file of one translation holds, and what comes back in one: docs/reference/translation-files.md."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from cms.translations.values import SegmentState, normal, typed

LARGEST = 20 * 1024 * 1024
"""In bytes, of a file or an archive."""
LARGEST_UNPACKED = 10 * LARGEST
"""In bytes, of all files of an archive."""
MOST_FILES = 2_000
"""In one archive."""
SEPARATOR = "\n"
"""Between several texts that one segment was made from, or their words."""
UNIT_ID = re.compile(r"(?P<path>\S+)\.(?P<digest>[0-9a-f]{12})\.(?P<occurrence>[1-9][0-9]{0,5})")


class FileUnusable(Exception):
    """Why nothing of a file can be read, for its translator; `line` and `field` say where, 0 and "" the whole."""

    def __init__(self, message: str, *, line: int = 0, field: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.field = field


def digest(text: str) -> str:
    """Return what equal texts of an original share."""
    return _digest(normal(text))


def mark_of(target: str) -> str:
    """Return what equal words of a translation share."""
    return _digest(typed(target))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class UnitId:
    """Names a text of an original: its field, the text itself and which of equal ones it is.

    So the others keep their names when a paragraph is added, moved or changed.
    """

    path: str
    digest: str
    occurrence: int = 1

    def __str__(self) -> str:
        return f"{self.path}.{self.digest}.{self.occurrence}"


def parse_unit_id(text: str) -> UnitId | None:
    found = UNIT_ID.fullmatch(text)
    return UnitId(found["path"], found["digest"], int(found["occurrence"])) if found else None


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment of the original, with what the draft of the translation has for it."""

    path: str
    source: str
    target: str = ""
    state: str = SegmentState.MISSING
    """Current, stale, machine or missing."""
    before: str = ""
    """Of a stale one: the text that the target was made from."""
    occurrence: int = 1

    @property
    def id(self) -> str:
        return str(UnitId(self.path, digest(self.source), self.occurrence))


@dataclass(frozen=True, slots=True)
class TranslationFile:
    """One translation, or the first one to come, of a record."""

    record: str
    title: str
    source_language: str
    language: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """A segment as it came back. Texts are HTML with inline markup only."""

    line: int
    unit: str
    source: str
    target: str
    confirmed: bool = False
    """The translator says that the words are right for the source."""
    doubtful: bool = False
    """The translator says that they are not yet."""
    state: str = ""
    """The segment's state when the file was made; empty when the file has lost it."""
    mark: str = ""
    """The mark_of the words that the file was made with; empty when the file has lost it."""
    before: str = ""
    trouble: str = ""
    """Why it could not be read."""

    @property
    def says_something(self) -> bool:
        """Whether the translator wrote words, or said that those of the file are right. No words say nothing."""
        if not self.target.strip():
            return False
        if self.mark != mark_of(self.target):
            return True
        return self.confirmed and self.state != SegmentState.CURRENT


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    record: str
    language: str
    units: tuple[Returned, ...]
    missing: int = 0
    """How many segments fewer came back than went out, where the file says how many it had."""
