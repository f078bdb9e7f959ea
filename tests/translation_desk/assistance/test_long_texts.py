"""Long texts are checked while somebody waits, whatever is repeated in them."""

from __future__ import annotations

import pytest

from cms.translation_desk.assistance.checks import problems
from cms.translations.segments import require_fitting

SOURCE = "Train nurses in three years and more of them."
LETTERS = 30_000
REPEATED = [
    *("a", "a.", "a.a-", "a-", "a@", "www.", "1", "1.", "1'", "123 ", "000 ", "1 ", "?)", "'", "x y "),
    *("<", "<a ", "</", "<b>", "<a a='", "<!--", "<![", "&", "%(", "%", "{%", "{a", "{{ ", "${"),
    *("三", "三千", "亿", "aб", "a1б", "\u202a", "e\u0301"),
]


@pytest.mark.parametrize("repeated", REPEATED)
def test_whatever_is_repeated(repeated):
    target = (repeated * LETTERS)[:LETTERS]

    for problem in problems(SOURCE, f"{target} abc", "en", "ar"):
        assert str(problem.message)


@pytest.mark.parametrize(("word", "language"), [("mil", "es"), ("million", "en"), ("万", "zh")])
def test_a_number_with_thousands_of_multipliers(word, language):
    assert problems(SOURCE, f"En 1{f' {word}' * 10_000} años", "en", language)


@pytest.mark.parametrize("target", ["e" + "\u0301\u0327" * 20, "<b>" * 30_000, "<![a", "<a " * 30_000])
def test_what_takes_long_to_read_is_no_translation(target):
    with pytest.raises(ValueError, match=r"cannot be stored|no such markup|is missing"):
        require_fitting(SOURCE, target)
