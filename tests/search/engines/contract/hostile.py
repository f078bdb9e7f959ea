"""Whatever is asked, an answer comes."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.types import (
    Sort,
)
from tests.search.engines.contract.asking import ALL_FACETS, ask, ids, only

HOSTILE = (
    "\x00", "\ud800", "a\ud800b", "\ud83d\ude00", "\x1b[31m", "\u202e", "\ufeff", "\u200b" * 500, "\u0301" * 5_000,
    '"', '""', '"' * 1_001, "“", '-"', "-", "--", "- -", "-" * 2_000, "AND", "OR NOT", "NOT (", ")", "((((", "title:x",
    "country:IN", "id:*", "*", "*:*", "?", "[a TO z]", "{!x}", "^5", "a^1e308", "~", "a~9999999999", "\\", "a\\", "%",
    "%00", "'", "' OR 1=1 --", "<script>alert(1)</script>", "</mark>", "${jndi:x}", "{{ 7*7 }}", "/(a+)+$/",
    "(a+)+" * 200 + "$", "(.*a){30}", "a" * 1_000_000, "a " * 500_000, "é" * 100_000, "医" * 100_000, "ا" * 100_000,
    '"' + "word " * 100_000 + '"', "-word " * 50_000, "\n" * 100_000, "👩🏽‍🚀", "🏳️‍🌈" * 1_000, "ﷺ" * 1_000,
    "İıŞş", "ß" * 999, "½ ² ㎏", "٣٤٥", "999999999999999999999999", "-1", "1e309", "NaN", "null", "क्षत्रिय", "ภาษาไทย",
    "zalgo" + "\u0335" * 999, "o'o'o'o'" * 300, "'" * 1_000, "l'" * 1_000, "   \t\r\n\x0b\x0c\u3000 ",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_only_text(library: Engine, text: str) -> None:
    for sort in (Sort.RELEVANCE, Sort.TITLE):
        result = ask(
            library, text, sort=sort, facets=ALL_FACETS, filters=only(country=text[:50_000], kind="project")
        )
        assert result.count_is_exact
    ask(library, text)
    library.suggest(text, "en")
    library.similar(text, "en")


@pytest.mark.parametrize("language", ["", "\ud800", "x" * 100_000, "EN", "zh-hans", "*"])
def test_any_language_is_only_a_wish(library: Engine, language: str) -> None:
    assert ids(library, "rural girls", language=language) == ["schools"]
    assert [each.id for each in library.suggest("rural", language)] == ["schools"]
    assert library.similar("nothing", language) == ()


def test_thousands_of_filter_values_are_no_trouble(library: Engine) -> None:
    values = [f"v{number}" for number in range(20_000)]
    result = ask(library, filters=only(country=values, organisation=values), facets=("country",))
    assert (result.count, len(result.facets["country"])) == (0, 20_000)
