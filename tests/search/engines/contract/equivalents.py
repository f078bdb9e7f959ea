"""Words that may stand for words of the question."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.types import DocumentText, Equivalent, Expansion
from tests.search.engines.contract.asking import STRICT, ask, counts, ids, only
from tests.search.engines.corpus import record, upserts


def expansion(text: str, words: str, *equivalents: tuple[str, str] | tuple[str, str, float]) -> Expansion:
    """Return what may stand for some words of a text: words, language and how far they count."""
    start = text.index(words)
    return Expansion(start, start + len(words), tuple(Equivalent(*each) for each in equivalents))


GIRLS = expansion("girls", "girls", ("niñas", "es"), ("дети", "ru"))


def test_an_equivalent_finds_records_that_have_none_of_the_words(library: Engine) -> None:
    assert set(ids(library, "girls", expansions=(GIRLS,), **STRICT)) == {"schools", "andes", "taiga"}


def test_an_equivalent_is_inflected_in_its_language(library: Engine) -> None:
    assert ids(library, "x", expansions=(expansion("x", "x", ("школа", "ru")),), **STRICT) == ["taiga"]


def test_several_words_may_stand_for_one_and_keep_their_order(library: Engine) -> None:
    found = {
        words: ids(library, "x", expansions=(expansion("x", "x", (words, "en")),), **STRICT)
        for words in ("market prices", "prices market")
    }
    assert found == {"market prices": ["prices"], "prices market": []}


def test_one_word_may_stand_for_several(library: Engine) -> None:
    text = "remote medicine"
    telemedicine = expansion(text, text, ("telemedicine", "en"))
    assert ids(library, text, expansions=(telemedicine,), **STRICT) == ["clinics"]


def test_the_other_words_of_the_question_are_required_all_the_same(library: Engine) -> None:
    text = "girls andina"
    assert ids(library, text, expansions=(GIRLS,), **STRICT) == ["andes"]


def test_equivalents_are_marked(library: Engine) -> None:
    (hit,) = ask(library, "girls", expansions=(GIRLS,), filters=only(country="PE")).hits
    assert hit.title_html == "Educación digital para <mark>niñas</mark>"


def test_facets_count_what_equivalents_find(library: Engine) -> None:
    result = ask(library, "girls", expansions=(GIRLS,), facets=("country",))
    assert counts(result, "country") == [("IN", 1), ("KE", 1), ("PE", 1), ("RU", 1)]


def test_an_excluded_word_has_no_equivalents(library: Engine) -> None:
    text = "digital -girls"
    minus = expansion(text, "girls", ("niñas", "es"))
    assert set(ids(library, text, expansions=(minus,), **STRICT)) == {"andes"}


@pytest.fixture
def waters(engine: Engine) -> Engine:
    """An engine in which a word is common and what stands for it is rare."""
    title = {"en": "Water pump", "es": "Agua pump"}
    texts = {f"{language}-x": {language: DocumentText(words)} for language, words in title.items()}
    common = (record(f"common-{n}", title="Water radio") for n in range(30))
    engine.apply(upserts([*(record(id, texts=text) for id, text in texts.items()), *common]))
    return engine


def test_a_rare_equivalent_weighs_no_more_than_the_common_word(waters: Engine) -> None:
    water = expansion("water pump", "water", ("agua", "es"))
    hits = ask(waters, "water pump", language="fr", expansions=(water,), rescue=False).hits
    scores = {hit.id: hit.score for hit in hits}
    assert scores["es-x"] == pytest.approx(scores["en-x"], rel=0.02)


def test_an_equivalent_counts_as_far_as_its_weight(waters: Engine) -> None:
    found = {}
    for weight in (1.0, 0.5):
        water = expansion("water", "water", ("agua", "es", weight))
        hits = ask(waters, "water", language="fr", expansions=(water,), filters={}, size=100).hits
        found[weight] = {hit.id: hit.score for hit in hits}
    assert found[0.5]["es-x"] < 0.7 * found[0.5]["en-x"]
    assert found[1.0]["es-x"] > 0.9 * found[1.0]["en-x"]


def test_words_with_equivalents_are_spelled_right(engine: Engine) -> None:
    engine.apply(upserts(record(id, title="Schools") for id in "ab"))
    engine.refresh()
    scools = expansion("scools", "scools", ("escuelas", "es"))
    result = ask(engine, "scools", expansions=(scools,))
    assert (result.count, result.did_you_mean) == (0, "")


def test_thousands_of_equivalents_are_no_trouble(library: Engine) -> None:
    many = tuple((f"word{number} and more", "en") for number in range(5_000))
    assert ids(library, "girls", expansions=(expansion("girls", "girls", *many),), **STRICT) == ["schools"]
