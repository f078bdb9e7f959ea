"""The lexicon in memory: what questions ask for is read from here, not from the database.

A process holds one immutable lexicon. A change made in the same process replaces it at once; a change made in another
is noticed by one small query, sent at most once in `CHECK_EVERY` seconds.
"""

from __future__ import annotations

import time
from itertools import chain
from typing import NamedTuple

from django.db.models import Count, Max, Model, Value

from cms.taxonomy import snapshot as vocabularies
from search.lexicon import sources
from search.lexicon.compiling import Lexicon, compiled

CHECK_EVERY = 5.0
"""Seconds between two looks at the database."""


class _Held(NamedTuple):
    version: tuple
    lexicon: Lexicon


_held: _Held | None = None
_checked_at = float("-inf")


def current() -> Lexicon:
    """Return the lexicon as it is now, or was at most CHECK_EVERY seconds ago."""
    global _held, _checked_at
    now = time.monotonic()
    if _held and now - _checked_at < CHECK_EVERY:
        return _held.lexicon
    version = _version()
    if _held is None or _held.version != version:
        _held = _Held(version, compiled(chain(*_all_sources())))
    _checked_at = now
    return _held.lexicon


def with_change(row: Model) -> Lexicon:
    """Return the lexicon as it would be with a term of the glossary, or a group of synonyms, saved as it is."""
    return compiled(sources.with_change(row))


def forget() -> None:
    """Make the next question of this process look whether something has changed."""
    global _checked_at
    _checked_at = float("-inf")


def _all_sources() -> tuple:
    return sources.of_vocabularies(), sources.of_glossary(), sources.of_synonyms()


def _version() -> tuple:
    """Return, by one query, a value that differs whenever a term, a group or a label came, changed or went."""
    parts = [
        sources.rows(name)
        .order_by()
        .annotate(kind=Value(name))
        .values("kind")
        .annotate(rows=Count("pk"), at=Max("updated_at"))
        for name in ("GlossaryTerm", "SynonymGroup")
    ]
    return *sorted(parts[0].union(parts[1]).values_list("kind", "rows", "at")), vocabularies.current().version
