"""The tables of search."""

from search.models.outbox import OutboxRow, Upkeep

__all__ = ["OutboxRow", "Upkeep"]
