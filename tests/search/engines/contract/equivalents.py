"""Words that may stand for words of the question."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.types import DocumentText, Equivalent, Expansion, Sort
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


def test_several_words_that_stand_for_one_are_marked_only_together(engine: Engine) -> None:
    words = DocumentText("Health of the city", summary="A city, and the health of the city.")
    engine.apply(upserts([record("health", texts={"en": words})]))
    text = "salubrity"
    stands = expansion(text, text, ("health of the city", "en"))

    (hit,) = ask(engine, text, expansions=(stands,), **STRICT).hits

    assert hit.title_html == "<mark>Health</mark> <mark>of</mark> <mark>the</mark> <mark>city</mark>"
    assert hit.snippet_html.startswith("A city, and the <mark>health</mark> <mark>of</mark>")


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


@pytest.mark.parametrize(
    ("text", "words", "corrected"),
    [
        ("scools girls", "girls", "schools girls"),
        ("girls, scools!", "girls", "girls, schools!"),
        ("scools scoolsgirls", "scoolsgirls", "schools scoolsgirls"),
        ("scools 女童教育", "女童", "schools 女童教育"),
    ],
)
def test_words_keep_their_equivalents_where_another_is_corrected(
    engine: Engine, text: str, words: str, corrected: str
) -> None:
    engine.apply(upserts(record(id, title="Children in schools 童教 教育") for id in "ab"))
    engine.refresh()
    girls = expansion(text, words, ("children", "en"))
    result = ask(engine, text, expansions=(girls,))
    assert (result.count, result.did_you_mean, result.corrected, result.relaxed) == (
        2,
        corrected,
        True,
        False,
    )


def test_thousands_of_equivalents_are_no_trouble(library: Engine) -> None:
    many = tuple((f"word{number} and more", "en") for number in range(5_000))
    assert ids(library, "girls", expansions=(expansion("girls", "girls", *many),), **STRICT) == ["schools"]


@pytest.mark.parametrize(
    ("equivalent", "found"),
    [
        (("образования", "ru"), "taiga"),
        (("التعليم", "ar"), "nile"),
        (("农村", "zh"), "river"),
        (("redes", "und"), "lagoon"),
    ],
)
def test_an_equivalent_may_be_of_any_language(
    library: Engine, equivalent: tuple[str, str], found: str
) -> None:
    satellite = expansion("satellite", "satellite", equivalent)
    assert sorted(ids(library, "satellite", expansions=(satellite,), **STRICT)) == sorted(["schools", found])


def test_a_run_of_chinese_has_equivalents_word_by_word(library: Engine) -> None:
    text = "农村诊所"
    words = (expansion(text, "农村", ("rural", "en")), expansion(text, "诊所", ("clinics", "en")))
    assert ids(library, text, expansions=words, **STRICT) == ["clinics"]


def test_words_in_quotes_have_no_equivalents(library: Engine) -> None:
    text = '"teachers"'
    teachers = expansion(text, "teachers", ("maestros", "es"))
    assert ids(library, text, expansions=(teachers,), **STRICT) == ["schools"]


def test_half_of_the_words_in_other_words_join_a_short_answer(library: Engine) -> None:
    text = "girls satellite teachers"
    words = (
        expansion(text, "girls", ("niñas", "es")),
        expansion(text, "satellite", ("satélite", "es")),
        expansion(text, "teachers", ("maestros", "es")),
    )
    result = ask(library, text, expansions=words)
    assert ([hit.id for hit in result.hits], result.count, result.relaxed) == (["schools", "andes"], 2, False)
    assert ids(library, text, expansions=words, **STRICT) == ["schools"]


def test_half_of_the_words_do_not_join_another_order_than_the_best_first(library: Engine) -> None:
    text = "girls satellite teachers"
    words = (expansion(text, "girls", ("niñas", "es")), expansion(text, "teachers", ("maestros", "es")))
    assert ids(library, text, expansions=words, sort=Sort.NEWEST) == ["schools"]


def test_most_of_the_words_in_other_words_come_before_a_few_of_them_when_no_record_has_all(
    engine: Engine,
) -> None:
    spanish = {"es": DocumentText("Agua pozo escuela")}
    others = (record(f"other-{number}", title="Tower mast cable") for number in range(30))
    engine.apply(
        upserts([record("english", title="Water well radio"), record("spanish", texts=spanish), *others])
    )
    engine.refresh()
    text = "water well school unicorn"
    words = tuple(
        expansion(text, own, (other, "es", 0.5))
        for own, other in (("water", "agua"), ("well", "pozo"), ("school", "escuela"))
    )
    result = ask(engine, text, language="fr", expansions=words)
    assert ([hit.id for hit in result.hits], result.relaxed) == (["spanish", "english"], True)


def test_expansions_that_overlap_or_stand_outside_do_no_harm(library: Engine) -> None:
    unicorn = (Equivalent("unicorn", "en"),)
    teachers = expansion("teachers", "teachers", ("maestros", "es"))
    words = (teachers, Expansion(4, 12, unicorn), Expansion(3, 3, ()), Expansion(500, 600, unicorn))
    assert sorted(ids(library, "teachers", expansions=words, **STRICT)) == ["andes", "schools"]


@pytest.mark.parametrize("words", ["", "…", "-", '"', "\ud800", "a" * 5_000])
def test_an_equivalent_without_a_word_is_left_out(library: Engine, words: str) -> None:
    assert ids(library, "teachers", expansions=(expansion("teachers", "teachers", (words, "en")),)) == [
        "schools"
    ]
