"""Bring the glossary to what the product ships, without taking anything from the people who edit it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from search.lexicon import snapshot
from search.lexicon.compiling import LANGUAGES
from search.lexicon.wording import alternatives, joined
from search.models import GlossaryTerm

SHIPPED = Path(__file__).parent / "glossary"
REASON = "Loaded from the glossary that is shipped"

Line = Mapping[str, str]
"""Language -> alternatives in one line."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many terms met which fate."""

    created: int
    updated: int
    unchanged: int

    def __str__(self) -> str:
        return f"created={self.created} updated={self.updated} unchanged={self.unchanged}"


@transaction.atomic
def load_glossary(folder: Path = SHIPPED) -> LoadReport:
    """Create and update the terms of these files; a second call in a row changes nothing.

    A rendering that somebody changed keeps their words, and a term out of use stays out of use. A term that the files
    no longer know stays as it is. Every change leaves a row in the history.
    """
    held = {term.code: term for term in GlossaryTerm.objects.exclude(code="")}
    shipped = shipped_terms(folder)
    new = [
        GlossaryTerm(code=code, shipped=line, **line) for code, line in shipped.items() if code not in held
    ]
    changed = [held[code] for code, line in shipped.items() if code in held and _take_up(held[code], line)]
    bulk_create_with_history(new, GlossaryTerm, default_change_reason=REASON)
    if changed:
        columns = [*LANGUAGES, "shipped", "updated_at"]
        bulk_update_with_history(changed, GlossaryTerm, columns, default_change_reason=REASON)
    snapshot.forget()
    return LoadReport(len(new), len(changed), len(shipped) - len(new) - len(changed))


def shipped_terms(folder: Path = SHIPPED) -> dict[str, dict[str, str]]:
    """Return the lines of all files by their first English words; lines that share these become one."""
    terms: dict[str, dict[str, str]] = {}
    for line in _lines(folder):
        code = alternatives(line["en"])[0]
        before = terms.get(code, {})
        terms[code] = {
            language: joined(alternatives(f"{before.get(language, '')}|{line[language]}"))
            for language in LANGUAGES
        }
    return terms


def _lines(folder: Path) -> Iterator[Line]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _take_up(term: GlossaryTerm, line: dict[str, str]) -> bool:
    """Give the term the shipped words where it still has those of last time; say whether anything changed."""
    if term.shipped == line:
        return False
    for language, words in line.items():
        if getattr(term, language) == term.shipped.get(language, ""):
            setattr(term, language, words)
    term.shipped = line
    term.updated_at = timezone.now()
    return True
