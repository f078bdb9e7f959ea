"""Bring the tables to what the data files say, without taking anything from an editor. Used by `actions`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db import models
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from cms.core.days import today
from cms.taxonomy.data_files import ShippedTerm, ShippedText
from cms.taxonomy.enums import Vocabulary
from cms.taxonomy.models import MatrixPair, Term, TermLabel

REASON = "Loaded from the data files"

Wanted = Mapping[Any, Mapping[str, Any]]
"""What identifies a row -> its columns."""
Ids = Mapping[tuple[str, str], int]
"""(vocabulary, code) -> primary key."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many rows (terms, labels and matrix pairs) met which fate."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    retired: int = 0
    """Terms that the files no longer know."""
    removed: int = 0
    """Matrix pairs that the files no longer know; nothing points at a pair."""

    def __add__(self, other: LoadReport) -> LoadReport:
        return LoadReport(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def __str__(self) -> str:
        return " ".join(f"{each.name}={getattr(self, each.name)}" for each in fields(self))


def load_terms(shipped: list[ShippedTerm]) -> LoadReport:
    """Create and update terms and retire those that are gone. A retired one is not taken up again."""
    held = {(term.vocabulary, term.code): term for term in Term.objects.all()}
    roots = _sync(Term, {each.key: _facts(each, None) for each in shipped if not each.parent}, held)
    ids = _term_ids()
    parts = _sync(Term, {each.key: _facts(each, ids[each.parent]) for each in shipped if each.parent}, held)
    known = {each.key for each in shipped}
    return roots + parts + _retire(term for key, term in held.items() if key not in known)


def load_labels(shipped: list[ShippedTerm]) -> LoadReport:
    """Create labels and update those that still read as the files last said; an editor's words stay."""
    ids = _term_ids()
    held = {(label.term_id, label.language): label for label in TermLabel.objects.all()}
    texts = {(ids[each.key], language): text for each in shipped for language, text in each.texts.items()}
    return _sync(TermLabel, {key: _words(*key, text, held.get(key)) for key, text in texts.items()}, held)


def load_matrix(shipped: Mapping[tuple[str, str], list[str]]) -> LoadReport:
    """Make the matrix what the file says. Its pairs are edited nowhere else."""
    ids = _term_ids()
    held = {(pair.action_line_id, pair.sdg_id): pair for pair in MatrixPair.objects.all()}
    wanted = {}
    for (line, goal), targets in shipped.items():
        key = ids[Vocabulary.ACTION_LINE, line], ids[Vocabulary.SDG, goal]
        wanted[key] = {"action_line_id": key[0], "sdg_id": key[1], "targets": targets}
    return _sync(MatrixPair, wanted, held) + _remove(pair for key, pair in held.items() if key not in wanted)


def _facts(shipped: ShippedTerm, parent_id: int | None) -> dict[str, Any]:
    return {
        "vocabulary": shipped.vocabulary.value,
        "code": shipped.code,
        "sort_order": shipped.position,
        "number": shipped.number,
        "parent_id": parent_id,
    }


def _words(term_id: int, language: str, text: ShippedText, held: TermLabel | None) -> dict[str, Any]:
    """Return the columns of a label: an edited one keeps its words and remembers what the files say now."""
    columns = {
        "term_id": term_id,
        "language": language,
        "shipped_label": text.label,
        "shipped_short_label": text.short,
    }
    if held and held.is_edited:
        return columns
    return columns | {"label": text.label, "short_label": text.short, "own": text.own}


def _sync(model: type[models.Model], wanted: Wanted, held: Mapping[Any, models.Model]) -> LoadReport:
    """Create what is missing and update what differs, with history, in a number of queries that does not grow."""
    new = [model(**columns) for key, columns in wanted.items() if key not in held]
    changed = [held[key] for key, columns in wanted.items() if key in held and _set(held[key], columns)]
    if new:
        bulk_create_with_history(new, model, default_change_reason=REASON)
    if changed:
        _update(model, changed, {name for columns in wanted.values() for name in columns})
    return LoadReport(len(new), len(changed), len(wanted) - len(new) - len(changed))


def _set(row: models.Model, columns: Mapping[str, Any]) -> bool:
    """Set the columns that differ and say whether there was one."""
    differing = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


def _update(model: type[models.Model], rows: list, columns: Iterable[str]) -> None:
    names = {*columns}
    if hasattr(model, "updated_at"):
        names.add("updated_at")
        for row in rows:
            row.updated_at = timezone.now()
    bulk_update_with_history(rows, model, sorted(names), default_change_reason=REASON)


def _retire(terms: Iterable[Term]) -> LoadReport:
    leaving = [term for term in terms if not term.is_retired]
    for term in leaving:
        term.retired_on = today()
    if leaving:
        _update(Term, leaving, ["retired_on"])
    return LoadReport(retired=len(leaving))


def _remove(pairs: Iterable[MatrixPair]) -> LoadReport:
    return LoadReport(removed=sum(pair.delete()[0] for pair in pairs))


def _term_ids() -> Ids:
    return {
        (vocabulary, code): pk
        for vocabulary, code, pk in Term.objects.values_list("vocabulary", "code", "pk")
    }
