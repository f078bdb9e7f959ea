"""What a reader typed, as clauses that an engine translates. Plain Python; no Django, no engine."""

from search.questions.parsing import Clause, Equivalent, Question, Reading, Word, loose_words, parse
from search.questions.pooling import pooled

__all__ = ["Clause", "Equivalent", "Question", "Reading", "Word", "loose_words", "parse", "pooled"]
