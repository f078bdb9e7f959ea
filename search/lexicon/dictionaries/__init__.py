"""Open dictionaries, as an optional source: read once by a command, then looked up in one file."""

from search.lexicon.dictionaries.store import lookup

__all__ = ["lookup"]
