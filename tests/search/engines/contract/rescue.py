"""What happens when nothing is found."""

from __future__ import annotations

import itertools

import pytest

from search.engines.base import Engine
from search.types import (
    DocumentText,
)
from tests.search.engines.contract.asking import STRICT, ask, counts, ids, only, walk
from tests.search.engines.corpus import record, removal, upserts


@pytest.fixture
def spelled(engine: Engine) -> Engine:
    """An engine whose dictionary knows a few words."""
    texts = {
        "en": DocumentText("Digital schools", "Telemedicine for the islands"),
        "fr": DocumentText("École numérique"),
    }
    engine.apply(upserts(record(f"{number}", texts=texts) for number in range(3)))
    engine.refresh()
    return engine


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("scools", "schools"),
        ("shcools", "schools"),
        ("telemedecin", "telemedicine"),
        ("digitl scools", "digital schools"),
        ("numeriqe", "numérique"),
        ("Iselands -radio", "islands -radio"),
    ],
)
def test_nothing_found_is_spelled_correctly(spelled: Engine, text: str, corrected: str) -> None:
    result = ask(spelled, text)
    assert (result.count, result.did_you_mean, result.corrected, result.relaxed) == (
        3,
        corrected,
        True,
        False,
    )


def test_a_word_that_only_removed_records_had_is_not_offered(spelled: Engine) -> None:
    spelled.apply(
        [*upserts([record("radio", title="Village radio")]), *(removal(f"{n}", 2) for n in range(3))]
    )
    spelled.refresh()

    result = ask(spelled, "scools radio")

    assert (result.count, result.did_you_mean, result.corrected, result.relaxed) == (1, "", False, True)


def test_what_is_found_is_not_corrected(spelled: Engine) -> None:
    result = ask(spelled, "schooling")
    assert (result.count, result.did_you_mean, result.corrected) == (3, "", False)


def test_corrected_words_are_marked(spelled: Engine) -> None:
    assert ask(spelled, "scools").hits[0].title_html == "Digital <mark>schools</mark>"


def test_some_of_the_words_are_enough_when_no_record_has_all(library: Engine) -> None:
    result = ask(library, "telemedicine maestros")
    assert (result.count, result.relaxed, result.corrected, result.did_you_mean) == (2, True, False, "")
    assert {hit.id for hit in result.hits} == {"clinics", "andes"}


def test_records_with_more_of_the_words_come_first(library: Engine) -> None:
    assert ids(library, "digital girls unicorn")[0] == "schools"


def test_a_phrase_that_nobody_wrote_is_relaxed_to_its_words(library: Engine) -> None:
    result = ask(library, '"girls rural"')
    assert (result.relaxed, result.hits[0].id) == (True, "schools")


def test_excluded_words_stay_excluded_in_a_rescue(library: Engine) -> None:
    assert ids(library, "telemedicine maestros -clinics") == ["andes"]


def test_without_rescue_nothing_is_nothing(spelled: Engine) -> None:
    for text in ("scools", "schools unicorn"):
        result = ask(spelled, text, **STRICT)
        assert (result.count, result.hits, result.did_you_mean, result.relaxed) == (0, (), "", False)


def test_words_that_only_the_filters_hide_are_not_rescued(library: Engine) -> None:
    result = ask(library, "rural girls", filters=only(country="CN"))
    assert (result.count, result.relaxed, result.did_you_mean) == (0, False, "")


def test_facets_and_pages_of_a_rescue_belong_to_its_hits(library: Engine) -> None:
    result = ask(library, "telemedicine maestros", facets=("country",), size=1)
    assert counts(result, "country") == [("IN", 1), ("PE", 1)]
    pages = walk(library, {"text": "telemedicine maestros", "size": 1})
    assert sorted(itertools.chain(*pages)) == ["andes", "clinics"]
