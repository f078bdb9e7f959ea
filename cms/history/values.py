"""What a time line consists of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cms.history.enums import Kind


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, in words of the language that was active."""

    at: dt.datetime
    kind: Kind
    page_id: int
    language: str
    """Code of the language of the page that it happened to."""
    sentence: str
    person: str
    reason: str = ""
    version: str = ""
    """Key of the version that came of it (versions.py), where the person may read it."""
