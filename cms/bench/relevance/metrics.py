"""How good one ordered answer is, and how sure the mean of many is."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Mean:
    value: float
    margin: float
    """Half the width of the 95 % confidence interval."""
    count: int


def ndcg(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return the normalised discounted cumulative gain at 10 of an answer whose right records are all equally right.

    Järvelin and Kekäläinen (2002): a record at rank r gains 1 / log2(r + 1).
    """
    gained = sum(1 / math.log2(rank + 1) for rank, id in enumerate(ranked[:DEPTH], 1) if id in relevant)
    possible = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(relevant), DEPTH) + 1))
    return gained / possible if possible else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return 1 / the rank of the first right record; 0 when none is among the first ten."""
    return next((1 / rank for rank, id in enumerate(ranked[:DEPTH], 1) if id in relevant), 0.0)


def recall(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return the share of the right records that are among the first ten, of those ten could hold."""
    found = sum(id in relevant for id in ranked[:DEPTH])
    return found / min(len(relevant), DEPTH) if relevant else 0.0


def mean(values: Sequence[float]) -> Mean:
    """Return the mean with the margin of the normal approximation; no value gives 0."""
    if not values:
        return Mean(0.0, 0.0, 0)
    margin = 1.96 * stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 1.0
    return Mean(round(fmean(values), 3), round(margin, 3), len(values))
