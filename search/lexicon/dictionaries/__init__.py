"""Open dictionaries, as an optional source: read once by a command, then looked up in one file."""

from search.lexicon.dictionaries.store import find, meanings, sources

__all__ = ["find", "meanings", "sources"]
