"""In which order records come."""

from __future__ import annotations

import datetime as dt

import pytest

from search.engines.base import Engine
from search.types import (
    DocumentText,
    Sort,
)
from tests.search.engines.contract.asking import ask, ids
from tests.search.engines.corpus import LIBRARY, NEWEST, OLDEST, record, upserts


def test_a_word_in_the_title_weighs_more(engine: Engine) -> None:
    texts = {"en": DocumentText("Water", "Solar pumps everywhere in here")}
    engine.apply(upserts([record("body", texts=texts), record("title", title="Solar pumps")]))
    assert ids(engine, "solar pumps") == ["title", "body"]


def test_quality_decides_between_equal_texts(engine: Engine) -> None:
    values = {"poor": 0.0, "good": 1.0, "fair": 0.5}
    engine.apply(upserts(record(id, title="Solar pumps", quality=quality) for id, quality in values.items()))
    assert ids(engine, "solar") == ["good", "fair", "poor"]


def test_quality_multiplies_the_score_by_at_most_one_and_a_half(engine: Engine) -> None:
    engine.apply(upserts([record("a", title="Pumps", quality=0.0), record("b", title="Pumps", quality=7.0)]))
    best, other = (hit.score for hit in ask(engine, "pumps").hits)
    assert best == pytest.approx(1.5 * other, rel=1e-3)


def test_the_readers_language_ranks_first(engine: Engine) -> None:
    texts = [{language: DocumentText("Internet", "Radio")} for language in ("en", "fr", "es")]
    engine.apply(upserts(record(f"{next(iter(text))}", texts=text) for text in texts))
    assert {language: ids(engine, "internet", language=language)[0] for language in ("en", "fr", "es")} == {
        "en": "en",
        "fr": "fr",
        "es": "es",
    }


def test_the_readers_language_hides_nothing(library: Engine) -> None:
    assert ids(library, "数字", language="ru") == ["river"]


def test_without_words_the_newest_come_first(library: Engine) -> None:
    result = ask(library)
    assert (result.count, result.count_is_exact) == (len(LIBRARY), True)
    assert [hit.id for hit in result.hits] == list(NEWEST)


@pytest.mark.parametrize(("sort", "expected"), [(Sort.NEWEST, NEWEST), (Sort.OLDEST, OLDEST)])
def test_undated_records_come_last_in_both_orders_of_time(
    library: Engine, sort: Sort, expected: tuple[str, ...]
) -> None:
    assert ids(library, sort=sort) == list(expected)


def test_the_last_made_public_comes_first_and_what_never_was_last(engine: Engine) -> None:
    moment = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
    public = {"a": moment, "b": moment + dt.timedelta(seconds=1), "c": moment - dt.timedelta(days=9000)}
    engine.apply(upserts([record("never", title="x")]))
    engine.apply(upserts(record(id, title="x", published=at) for id, at in public.items()))
    assert ids(engine, sort=Sort.PUBLISHED) == ["b", "a", "c", "never"]


def test_titles_are_ordered_without_case_accents_and_signs(engine: Engine) -> None:
    titles = {"d": "Ébène", "a": "“alpha”", "c": "delta", "b": "Beta", "e": "ebony"}
    engine.apply(upserts(record(id, title=title) for id, title in titles.items()))
    assert ids(engine, sort=Sort.TITLE) == ["a", "b", "c", "d", "e"]


def test_titles_are_ordered_in_the_readers_language_or_the_original(engine: Engine) -> None:
    both = {"en": DocumentText("Zebra"), "fr": DocumentText("Abeille")}
    engine.apply(upserts([record("both", texts=both), record("english", title="Monkey")]))
    assert ids(engine, sort=Sort.TITLE, language="en") == ["english", "both"]
    assert ids(engine, sort=Sort.TITLE, language="fr") == ["both", "english"]
    assert ids(engine, sort=Sort.TITLE, language="ru") == ["english", "both"]


def test_an_order_of_time_applies_to_words_too(library: Engine) -> None:
    assert ids(library, "rural", sort=Sort.OLDEST) == ["schools", "clinics"]


def test_only_relevance_has_scores(library: Engine) -> None:
    assert [hit.score for hit in ask(library, "rural", sort=Sort.NEWEST).hits] == [None, None]
    assert [hit.score for hit in ask(library).hits] == [None] * len(LIBRARY)
    assert all(hit.score and hit.score > 0 for hit in ask(library, "rural").hits)
