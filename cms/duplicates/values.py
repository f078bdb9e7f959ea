"""What is compared of a record, and what is said of two that are alike. Plain Python, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Term = tuple[str, ...]
"""What a word may mean, as stems of English words: one for most, several where its language leaves it open."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A record as far as it is compared with others."""

    language: str
    title: tuple[str, ...]
    """The stems of the title's words that mean something, in their order, without years."""
    numbers: frozenset[str]
    """Numbers in the title that are no years: what tells a second phase from a third."""
    passages: tuple[int, ...]
    """The smallest keys of three words in a row, in order: the share that two texts have in common estimates how
    much of their wording is the same. All of them in a short text."""
    terms: tuple[Term, ...]
    """The words of title and text that mean something, those of the title first."""
    title_terms: int
    """How many of them are the title's."""
    organisation: int | None = None
    countries: frozenset[str] = frozenset()
    website: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "title": self.title,
            "numbers": sorted(self.numbers),
            "passages": self.passages,
            "terms": self.terms,
            "title_terms": self.title_terms,
            "organisation": self.organisation,
            "countries": sorted(self.countries),
            "website": self.website,
        }

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> Outline:
        return cls(
            **{
                **held,
                "title": tuple(held["title"]),
                "numbers": frozenset(held["numbers"]),
                "passages": tuple(held["passages"]),
                "terms": tuple(map(tuple, held["terms"])),
                "countries": frozenset(held["countries"]),
            }
        )


class Kind(StrEnum):
    """Why two records are probably the same."""

    SAME_TEXT = "same_text"
    ALIKE_TEXT = "alike_text"
    TRANSLATED = "translated"
    SAME_TITLE = "same_title"
    REORDERED_TITLE = "reordered_title"
    ALIKE_TITLE = "alike_title"
    SAME_ORGANISATION = "same_organisation"
    ALIAS = "alias"
    SAME_WEBSITE = "same_website"


@dataclass(frozen=True, slots=True)
class Reason:
    kind: Kind
    values: Mapping[str, Any]
    """What the sentence about it names: see sentences.py."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two records that are probably the same, with the reasons, the strongest first."""

    reasons: tuple[Reason, ...]
    strength: float
    """0 to 1, to order them by."""
