"""Words that stand for each other weigh as one word.

Without this a rare translation of a common word would outweigh everything else that was asked: BM25 counts each word by
how rare it is. Here the words of a clause and their equivalents are as rare as the commonest of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from search.questions.parsing import Clause, Question, Reading

Frequency = Callable[[str], int]
"""Token -> how many documents have it."""


def pooled(question: Question, frequency: Frequency, documents: int) -> Question:
    """Return the question with the weight of each equivalent made a boost for an engine that scores by BM25."""
    clauses = (_pooled(clause, frequency, documents) for clause in question.required)
    return replace(question, required=tuple(clauses))


def _pooled(clause: Clause, frequency: Frequency, documents: int) -> Clause:
    if not clause.equivalents:
        return clause
    others = [(other, _rarest(other.reading, frequency)) for other in clause.equivalents]
    known = [(other, found) for other, found in others if found]
    commonest = max([_own(clause, frequency), *(found for _other, found in known)])
    rarity = _idf(commonest, documents)
    return replace(
        clause,
        equivalents=tuple(
            replace(other, weight=other.weight * rarity / _sum_of_idf(other.reading, frequency, documents))
            for other, _found in known
        ),
    )


def _own(clause: Clause, frequency: Frequency) -> int:
    """Return an upper bound of how many documents have all the words of the clause."""
    return min(max(_rarest(reading, frequency) for reading in word) for word in clause.words)


def _rarest(reading: Reading, frequency: Frequency) -> int:
    return min(map(frequency, reading))


def _sum_of_idf(reading: Reading, frequency: Frequency, documents: int) -> float:
    """Return what BM25 multiplies a term or a phrase by."""
    return sum(_idf(frequency(token), documents) for token in reading)


def _idf(found: float, documents: int) -> float:
    found = min(found, documents)
    return math.log(1 + (documents - found + 0.5) / (found + 0.5))
