"""Words that may stand for those of a question: vocabularies, glossary and synonyms, and dictionaries if loaded."""

from search.lexicon.expanding import expand
from search.lexicon.origins import Origin
from search.lexicon.snapshot import current, forget, with_change

__all__ = ["Origin", "current", "expand", "forget", "with_change"]
