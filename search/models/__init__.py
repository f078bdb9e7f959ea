"""The tables of search."""

from search.models.editorial import EmptyQuestion, PinnedResult
from search.models.lexicon import GlossaryTerm, SynonymGroup
from search.models.outbox import OutboxRow, Upkeep

__all__ = ["EmptyQuestion", "GlossaryTerm", "OutboxRow", "PinnedResult", "SynonymGroup", "Upkeep"]
