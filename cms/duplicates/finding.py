"""Which records are worth comparing: those that share rare marks. Plain Python; where marks are kept is index.py's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from math import log
from typing import NamedTuple

from cms.duplicates.values import Outline

KEPT_PASSAGES = 8
"""Of two texts with a third of their wording in common, all but one in 25 share one of these."""
KEPT_TERMS = 10
OWN_LANGUAGE = 25
OTHER_LANGUAGES = 250
"""As many records are compared. Wording is told apart by its marks; of a translation they tell little: what it is
about, and what a few of its words mean. But most share a country with it."""
MOST_MARKS = 6_000
"""As many are read to find them, the rarest first."""


def key_of(kind: str, text: str) -> int:
    """Return the key of a mark: 64 bits with a sign, as databases count."""
    return int.from_bytes(blake2b(f"{kind}\0{text}".encode(), digest_size=8).digest(), "big", signed=True)


def title_key(outline: Outline) -> int:
    """Return the key that titles of the same words have, in whatever order."""
    return key_of("title", f"{outline.language} {' '.join(sorted(set(outline.title)))}")


def passage_keys(outline: Outline) -> list[int]:
    return [key_of("passage", str(passage)) for passage in outline.passages]


def term_keys(outline: Outline) -> list[int]:
    """Return the keys of what the record's words mean first of all."""
    return [key_of("term", meaning) for meaning in dict.fromkeys(term[0] for term in outline.terms)]


def meaning_keys(outline: Outline) -> list[int]:
    """Return the keys of everything that the record's words may mean."""
    return [key_of("term", each) for each in dict.fromkeys(each for term in outline.terms for each in term)]


def fact_keys(outline: Outline) -> list[int]:
    """Return the keys of what is the same in every language: who, where, and what address."""
    countries = [key_of("country", code) for code in outline.countries]
    organisation = [] if outline.organisation is None else [key_of("organisation", str(outline.organisation))]
    website = [key_of("website", outline.website)] if outline.website else []
    return countries + organisation + website


def asked_keys(outline: Outline) -> set[int]:
    """Return every key under which a record like this one may be kept."""
    return {title_key(outline), *passage_keys(outline), *meaning_keys(outline), *fact_keys(outline)}


def kept_keys(outline: Outline, counts: Mapping[int, int]) -> set[int]:
    """Return the keys under which the record is kept: of its terms the rarest, `counts` says how rare."""
    rarest = sorted(term_keys(outline), key=lambda key: (counts.get(key, 0), key))[:KEPT_TERMS]
    return {title_key(outline), *passage_keys(outline)[:KEPT_PASSAGES], *rarest, *fact_keys(outline)}


def worth_reading(counts: Mapping[int, int], asked: Outline) -> list[int]:
    """Return the keys of the facts and of the rarest marks, as many as may be read.

    `counts` says of how many records each key is a mark.
    """
    facts = frozenset(fact_keys(asked))
    keys, read = [], 0
    for key in sorted(counts, key=lambda key: (key not in facts, counts[key], key)):
        read += counts[key]
        if read > MOST_MARKS:
            break
        keys.append(key)
    return keys


class Mark(NamedTuple):
    """The key of a mark, and what is known of the record that has it without reading its outline."""

    key: int
    record: int
    language: str
    organisation: int | None


def candidates(
    marks: Iterable[Mark], records: int, asked: Outline, without: Collection[int] = ()
) -> list[int]:
    """Return the records with the most and rarest marks, of other languages those first that share a fact."""
    facts = frozenset(fact_keys(asked))
    holders: dict[int, list[int]] = defaultdict(list)
    languages: dict[int, str] = {}
    for mark in marks:
        holders[mark.key].append(mark.record)
        languages[mark.record] = mark.language
    scores: dict[int, float] = defaultdict(float)
    for held in holders.values():
        weight = log(1 + records / len(held))
        for record in held:
            scores[record] += weight
    near = {record for key, held in holders.items() if key in facts for record in held}
    ranked = sorted(scores.keys() - set(without), key=lambda record: (-scores[record], record))
    own = [record for record in ranked if languages[record] == asked.language]
    others = [record for record in ranked if languages[record] != asked.language]
    others.sort(key=lambda record: record not in near)
    return own[:OWN_LANGUAGE] + others[:OTHER_LANGUAGES]
