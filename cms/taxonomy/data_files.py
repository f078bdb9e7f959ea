"""The vocabularies as shipped: our own data files, and the names of countries from the CLDR.

`data/<vocabulary>.json` is a list of terms in their order. `data/country_*.json` say which ITU region a country is in,
where the United Nations' name differs from the CLDR's, and which other spellings are met.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from cms.taxonomy.enums import Vocabulary

FOLDER = Path(__file__).parent / "data"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


@dataclass(frozen=True, slots=True)
class ShippedText:
    label: str
    short: str = ""
    own: bool = False
    """Our wording or translation, not taken from an official text."""


@dataclass(frozen=True, slots=True)
class ShippedTerm:
    vocabulary: Vocabulary
    code: str
    position: int
    """In its vocabulary, from 0."""
    texts: Mapping[str, ShippedText]
    """By language."""
    parent: tuple[Vocabulary, str] | None = None
    """Vocabulary and code: a country's parent is a region."""
    number: int | None = None

    @property
    def key(self) -> tuple[Vocabulary, str]:
        return self.vocabulary, self.code


def shipped_terms() -> list[ShippedTerm]:
    """Return every term, each vocabulary in its order. Only terms without a parent are parents of others."""
    plain = [vocabulary for vocabulary in Vocabulary if vocabulary != Vocabulary.COUNTRY]
    return [term for vocabulary in plain for term in _listed_terms(vocabulary)] + list(_countries())


def shipped_matrix() -> dict[tuple[str, str], list[str]]:
    """Return the WSIS-SDG matrix: (code of an Action Line, code of a goal) -> codes of targets, often none."""
    return {
        (line, goal): targets for line, goals in _read("matrix").items() for goal, targets in goals.items()
    }


def country_codes() -> list[str]:
    """Return all alpha-2 codes of ISO 3166-1 in the alphabetical order of their English names."""
    return sorted(_regions(), key=lambda code: country_text(code, "en").label.replace("Å", "A"))


def country_text(code: str, language: str) -> ShippedText:
    """Return the name the United Nations use, with the everyday one as short label where they differ."""
    override = _read("country_names").get(code, {}).get(language)
    return ShippedText(**override, own=True) if override else ShippedText(cldr_name(code, language))


def cldr_name(code: str, language: str) -> str:
    return Locale.parse(language).territories[code]


def country_spellings() -> Mapping[str, list[str]]:
    """Return spellings met in records, by code: abbreviations, former names, official long forms."""
    return _read("country_spellings")


def country_words() -> Mapping[str, Any]:
    """Return the words that names of countries share, see `countries`."""
    return _read("country_words")


def _listed_terms(vocabulary: Vocabulary) -> Iterator[ShippedTerm]:
    for position, row in enumerate(_read(vocabulary.value)):
        yield ShippedTerm(
            vocabulary=vocabulary,
            code=row["code"],
            position=position,
            texts={language: ShippedText(**text) for language, text in row["labels"].items()},
            parent=(vocabulary, row["parent"]) if "parent" in row else None,
            number=row.get("number"),
        )


def _countries() -> Iterator[ShippedTerm]:
    for position, code in enumerate(country_codes()):
        region = _regions()[code]
        yield ShippedTerm(
            vocabulary=Vocabulary.COUNTRY,
            code=code,
            position=position,
            texts={language: country_text(code, language) for language in LANGUAGES},
            parent=(Vocabulary.REGION, region) if region else None,
        )


@cache
def _regions() -> dict[str, str]:
    """Return country code -> region code; empty for Antarctica, which is in none."""
    return {code: region for region, codes in _read("country_regions").items() for code in codes.split()}


@cache
def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
