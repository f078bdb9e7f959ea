"""The figures of one answer, worked out by hand."""

from __future__ import annotations

import math

import pytest

from cms.bench.relevance.metrics import Mean, mean, ndcg, recall, reciprocal_rank

SECOND = 1 / math.log2(3)


@pytest.mark.parametrize(
    ("ranked", "relevant", "expected"),
    [
        (["a"], {"a"}, (1.0, 1.0, 1.0)),
        (["x", "a"], {"a"}, (SECOND, 0.5, 1.0)),
        ([], {"a"}, (0.0, 0.0, 0.0)),
        (["x"] * 10 + ["a"], {"a"}, (0.0, 0.0, 0.0)),
        (["a", "x"], {"a", "b"}, (1 / (1 + SECOND), 1.0, 0.5)),
        (["a", "b"], {"a", "b"}, (1.0, 1.0, 1.0)),
        (["a"], set(), (0.0, 0.0, 0.0)),
    ],
)
def test_an_answer_is_scored(ranked, relevant, expected):
    scored = ndcg(ranked, relevant), reciprocal_rank(ranked, relevant), recall(ranked, relevant)
    assert scored == pytest.approx(expected)


def test_more_right_records_than_places_can_still_be_perfect():
    many = [str(number) for number in range(30)]
    assert (ndcg(many, set(many)), recall(many, set(many))) == (pytest.approx(1.0), 1.0)


def test_the_mean_tells_how_sure_it_is():
    assert mean([1.0, 0.0, 1.0, 0.0]) == Mean(0.5, 0.566, 4)
    assert mean([1.0]) == Mean(1.0, 1.0, 1)
    assert mean([]) == Mean(0.0, 0.0, 0)
