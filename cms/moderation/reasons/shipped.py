"""The reasons a site starts with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "shipped.toml"


@cache
def shipped_reasons() -> Mapping[str, Mapping[str, str]]:
    """Return code -> its move under "move", its words by language; in the order of the list."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
