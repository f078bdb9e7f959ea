"""Which words find a record."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.types import (
    FacetCount,
)
from tests.search.engines.contract.asking import STRICT, ask, ids, only
from tests.search.engines.corpus import NEWEST, record, upserts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("satellites", ["schools"]),
        ("CLINIC", ["clinics"]),
        ("éducation satellite", ["schools"]),
        ("ecole", ["schools"]),
        ("l’école", ["schools"]),
        ("numérique", ["schools"]),
        ("maestra", ["andes"]),
        ("nina", ["andes"]),
        ("región", ["andes"]),
        ("школа", ["taiga"]),
        ("школами", ["taiga"]),
        ("еще", ["taiga"]),
        ("رقمية", ["nile"]),
        ("والتعليم", ["nile"]),
        ("اطفال", ["nile"]),
        ("المُدارِس", ["nile"]),
        ("教育", ["river"]),
        ("农村儿童", ["river"]),
        ("村", []),
        ("conectada", ["lagoon"]),
        ("comunitarias", ["lagoon"]),
        ("cote d'ivoire", ["prices"]),
        ("Côte d’Ivoire", ["prices"]),
        ("e-health", ["clinics"]),
        ("ＳＭＳ", ["prices"]),
        ("school", ["schools"]),
        ("unicorn", []),
    ],
)
def test_words_are_found_in_their_inflected_and_unaccented_forms(
    library: Engine, text: str, found: list[str]
) -> None:
    assert ids(library, text, **STRICT) == found


def test_a_language_without_stemming_does_not_find_inflected_forms(library: Engine) -> None:
    assert ids(library, "conectar", **STRICT) == []


def test_all_words_are_required(library: Engine) -> None:
    assert ids(library, "rural clinics", **STRICT) == ["clinics"]


def test_words_of_one_question_may_be_in_different_languages_of_a_record(library: Engine) -> None:
    assert ids(library, "filles teachers", **STRICT) == ["schools"]


def test_words_without_meaning_are_left_out(library: Engine) -> None:
    assert ids(library, "schools of the girls", **STRICT) == ["schools"]


def test_a_word_without_meaning_alone_is_searched(library: Engine) -> None:
    assert ids(library, "together with", **STRICT) == ["schools"]
    assert set(ids(library, "by", **STRICT)) == {"schools", "prices"}


def test_a_phrase_keeps_the_order_of_its_words(library: Engine) -> None:
    assert ids(library, '"rural girls"', **STRICT) == ["schools"]
    assert ids(library, '"girls rural"', **STRICT) == []


def test_a_phrase_keeps_its_words_without_meaning(library: Engine) -> None:
    assert ids(library, '"ministries of education"', **STRICT) == ["schools"]
    assert ids(library, '"ministries education"', **STRICT) == []


def test_a_phrase_does_not_run_from_the_title_into_the_summary(library: Engine) -> None:
    assert ids(library, '"network health"', **STRICT) == []


@pytest.mark.parametrize("text", ["“rural girls”", "«rural girls»", '"rural girl"', 'digital "rural girls"'])
def test_a_phrase_may_be_quoted_in_any_style_and_inflected(library: Engine, text: str) -> None:
    assert ids(library, text, **STRICT) == ["schools"]


def test_a_phrase_of_one_word_is_a_word(library: Engine) -> None:
    assert ids(library, '"telemedicine"', **STRICT) == ["clinics"]


def test_an_unbalanced_quote_is_left_out(library: Engine) -> None:
    assert ids(library, 'rural "girls', **STRICT) == ["schools"]


def test_a_minus_excludes(library: Engine) -> None:
    assert ids(library, "rural -girls", **STRICT) == ["clinics"]
    assert ids(library, 'rural -"rural girls"', **STRICT) == ["clinics"]


def test_a_minus_alone_lists_the_rest_newest_first(library: Engine) -> None:
    assert ids(library, "-rural") == [id for id in NEWEST if id not in ("schools", "clinics")]


def test_a_hyphen_inside_a_word_is_no_minus(library: Engine) -> None:
    assert ids(library, "e-health", **STRICT) == ["clinics"]


def test_signs_alone_find_nothing(library: Engine) -> None:
    result = ask(library, '"?!" …', facets=("kind",), filters=only(kind="project"))
    assert (result.count, result.hits) == (0, ())
    assert result.facets == {"kind": (FacetCount("project", 0, True),)}


def test_the_organisation_is_searched(library: Engine) -> None:
    assert ids(library, "orange foundation", **STRICT) == ["schools"]


def test_a_record_is_found_by_its_id(engine: Engine) -> None:
    engine.apply(upserts([record("14938812345678", title="One"), record("14938812345679", title="Two")]))
    assert ids(engine, "14938812345678", **STRICT) == ["14938812345678"]
