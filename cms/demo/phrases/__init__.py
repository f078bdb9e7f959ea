"""Sentence patterns and noun phrases in six languages, one pair of files a language.

The files are data that a translator can read and mend without knowing the program.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def phrases(language: str) -> dict[str, Any]:
    """The language's patterns and noun phrases, its spacing before "%", ":" and ";" made unbreakable."""
    return _read(f"{language}.toml", language)


@cache
def themes(language: str) -> dict[str, dict[str, Any]]:
    """By action line: subjects (title and sentence), needs, outcomes and keywords."""
    return _read(f"{language}_themes.toml", language)


def _read(name: str, language: str) -> dict[str, Any]:
    text = (HERE / name).read_text(encoding="utf-8")
    if language in {"fr", "es", "ru"}:
        text = text.replace("} %", "}\N{NO-BREAK SPACE}%")
    if language == "fr":
        for mark in ":;?!":
            text = text.replace(f" {mark}", f"\N{NO-BREAK SPACE}{mark}")
    return tomllib.loads(text)
