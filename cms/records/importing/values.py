"""What passes between the steps of an import."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Key = tuple[str, str]
"""Source, and id in the source."""


class FileUnusable(Exception):
    """The file cannot be read at all, or not to its end. The message is one sentence for the operator."""


class Unusable(Exception):
    """A value cannot be kept, so its line is rejected. The message says why, without the field's name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record as the file has it: a line of jsonl, a row of a table."""

    number: int
    """Counted from 1 as an editor shows it, the header of a table included."""
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that was not imported, and why."""

    line: int
    field: str
    error: str
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What an import could not keep as it came, of a line that was imported all the same."""

    field: str
    text: str


@dataclass(frozen=True)
class Incoming:
    """A line that can be imported: cleaned values under the documented names, empty ones left out."""

    line: int
    kind: str
    values: Mapping[str, Any]
    notes: tuple[Note, ...] = field(default=())

    @property
    def key(self) -> Key:
        return self.values["source"], self.values["source_id"]

    @cached_property
    def digest(self) -> str:
        """64 hexadecimal digits that are equal exactly when the cleaned record is."""
        text = json.dumps([self.kind, self.values], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
