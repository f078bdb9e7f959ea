"""Where an equivalent comes from, and how far it counts for that."""

from enum import StrEnum


class Origin(StrEnum):
    SYNONYM = "synonym"
    """A group that editors made, within one language."""
    VOCABULARY = "vocabulary"
    """Labels of action lines, goals, countries and the other vocabularies."""
    GLOSSARY = "glossary"
    """Terms of the field in six languages, shipped and edited."""
    DICTIONARY = "dictionary"
    """Open dictionaries that an operator has loaded."""


WEIGHTS = {Origin.SYNONYM: 1.0, Origin.VOCABULARY: 0.55, Origin.GLOSSARY: 0.5, Origin.DICTIONARY: 0.3}
"""What the best equivalent of an origin weighs; 1 is as good as the words themselves.

Translations weigh half: more pushed records with the reader's own words down the list, less lost records that only
another language has (docs/reference/relevance.md says how that is measured).
"""
