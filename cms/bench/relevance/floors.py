"""What the scores may not fall below.

A floor stands a little under what was measured when it was set (docs/reference/relevance.md), on the lower of the two
engines. Raise it with the score; lower it only with the reason in the commit.
"""

from __future__ import annotations

NDCG: dict[str, float] = {}
"""By the name of a set: its least nDCG@10."""

RECALL: dict[str, float] = {}
"""By the name of a set across languages: its least recall@10."""
