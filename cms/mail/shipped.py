"""The words of every mail as they are shipped, in six languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cms.mail.kinds import Kind

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    body: str


def shipped(kind: Kind, language: str) -> Words:
    return texts(language)[kind]


@cache
def texts(language: str) -> dict[str, Words]:
    """Return the words of every kind in a language, read once."""
    read = tomllib.loads((TEXTS / f"{language}.toml").read_text(encoding="utf-8"))
    return {kind: Words(words["subject"], words["body"].strip()) for kind, words in read.items()}
