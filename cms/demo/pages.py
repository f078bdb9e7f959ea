"""Plain pages of the site in six languages: about, how to contribute, accessibility, terms."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "data" / "pages"


@dataclass(frozen=True, slots=True)
class PlainPage:
    slug: str
    """The same in every language: about, contribute, accessibility, terms."""
    title: str
    introduction: str
    body: str
    """Simple HTML: h2, p, ul, ol."""


@cache
def plain_pages(language: str) -> tuple[PlainPage, ...]:
    """The pages in one of the six languages, in the order of the menu."""
    texts = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return tuple(PlainPage(slug, **words) for slug, words in texts.items())
