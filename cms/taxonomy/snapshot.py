"""All vocabularies in memory: what pages ask for is read from here, not from the database.

A process holds one immutable snapshot. A change made in the same process replaces it at once; a change made in another
is noticed by one small query, sent at most once in `CHECK_EVERY` seconds.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Max, QuerySet, Value

CHECK_EVERY = 5.0
"""Seconds between two looks at the database."""


@dataclass(frozen=True, slots=True)
class TermText:
    label: str
    short: str
    """The short label, or the label where there is none."""


@dataclass(frozen=True, slots=True)
class TermFacts:
    id: int
    code: str
    parent: str
    """Code of the term it is part of, or empty."""
    number: int | None
    retired: bool


Texts = Mapping[str, TermText]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Terms, texts and aliases by vocabulary; terms and texts in the order of the vocabulary."""

    version: tuple = ()
    terms: Mapping[str, Mapping[str, TermFacts]] = field(default_factory=dict)
    texts: Mapping[tuple[str, str], Texts] = field(default_factory=dict)
    """(vocabulary, language) -> code -> words, for every term: English words where the language has none."""
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Vocabulary -> folded spelling -> code."""
    codes: Mapping[int, str] = field(default_factory=dict)
    """Primary key -> code of every term."""

    def texts_in(self, vocabulary: str, language: str) -> Texts:
        """Return the words of all terms; the English ones for a language that the site does not speak."""
        return self.texts.get((vocabulary, language)) or self.texts.get(
            (vocabulary, settings.LANGUAGE_CODE), {}
        )

    def text(self, vocabulary: str, code: str, language: str) -> TermText:
        """Return the words for a code; the code itself where the vocabulary does not know it."""
        return self.texts_in(vocabulary, language).get(code) or TermText(code, code)


_held: tuple[float, Snapshot] | None = None


def current() -> Snapshot:
    """Return the vocabularies as they are now, or were at most CHECK_EVERY seconds ago."""
    global _held
    held, now = _held, time.monotonic()
    if held and now - held[0] < CHECK_EVERY:
        return held[1]
    version = _read_version()
    snapshot = held[1] if held and held[1].version == version else _read(version)
    _held = (now, snapshot)
    return snapshot


def forget() -> None:
    """Make the next reader of this process read everything anew."""
    global _held
    _held = None


def _read_version() -> tuple:
    """Return, by one query, a value that differs whenever a term, a label or an alias came, changed or went."""
    parts = [
        _rows(name).annotate(kind=Value(name)).values("kind").annotate(rows=Count("pk"), at=Max("updated_at"))
        for name in ("Term", "TermLabel", "TermAlias")
    ]
    return tuple(sorted(parts[0].union(*parts[1:]).values_list("kind", "rows", "at")))


def _read(version: tuple) -> Snapshot:
    terms = _read_terms()
    codes = {term.id: code for vocabulary in terms.values() for code, term in vocabulary.items()}
    return Snapshot(version, terms, _read_texts(terms), _read_aliases(), codes)


def _rows(name: str) -> QuerySet:
    """Return all rows of a model, found by name because the models themselves show their labels from here."""
    return apps.get_model("taxonomy", name).objects.order_by()


def _read_terms() -> dict[str, dict[str, TermFacts]]:
    terms: dict[str, dict[str, TermFacts]] = defaultdict(dict)
    columns = ("vocabulary", "pk", "code", "parent__code", "number", "retired_on")
    ordered = _rows("Term").order_by("vocabulary", "sort_order", "code")
    for vocabulary, pk, code, parent, number, retired_on in ordered.values_list(*columns):
        terms[vocabulary][code] = TermFacts(pk, code, parent or "", number, retired_on is not None)
    return dict(terms)


def _read_texts(terms: Mapping[str, Mapping[str, TermFacts]]) -> dict[tuple[str, str], dict[str, TermText]]:
    columns = ("term__vocabulary", "term__code", "language", "label", "short_label")
    found = {
        (vocabulary, code, language): TermText(label, short or label)
        for vocabulary, code, language, label, short in _rows("TermLabel").values_list(*columns)
    }

    def text(vocabulary: str, code: str, language: str) -> TermText:
        english = found.get((vocabulary, code, settings.LANGUAGE_CODE))
        return found.get((vocabulary, code, language)) or english or TermText(code, code)

    return {
        (vocabulary, language): {code: text(vocabulary, code, language) for code in codes}
        for vocabulary, codes in terms.items()
        for language, _ in settings.LANGUAGES
    }


def _read_aliases() -> dict[str, dict[str, str]]:
    aliases: dict[str, dict[str, str]] = defaultdict(dict)
    for vocabulary, folded, code in _rows("TermAlias").values_list(
        "term__vocabulary", "folded", "term__code"
    ):
        aliases[vocabulary][folded] = code
    return dict(aliases)
