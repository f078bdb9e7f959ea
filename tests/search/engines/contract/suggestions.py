"""Titles while typing, and records like this one."""

from __future__ import annotations

import pytest

from search.engines.base import Engine
from search.types import (
    DocumentText,
    Suggestion,
)
from tests.search.engines.corpus import record, removal, upserts


@pytest.mark.parametrize(
    ("prefix", "language", "found"),
    [
        ("digital sch", "en", [("schools", "en")]),
        ("DIG", "fr", [("schools", "en"), ("andes", "es")]),
        ("ecoles num", "en", [("schools", "fr")]),
        ("rural", "fr", [("schools", "fr")]),
        ("rural", "en", [("schools", "en")]),
        ("цифр", "en", [("taiga", "ru")]),
        ("المدار", "ar", [("nile", "ar")]),
        ("教育", "zh", [("river", "zh")]),
        ("数", "zh", [("river", "zh")]),
        ("sms", "en", [("prices", "en")]),
        ("satellite", "en", []),
        ("", "en", []),
        ('"…', "en", []),
    ],
)
def test_titles_are_suggested_by_words_and_the_beginning_of_the_last(
    library: Engine, prefix: str, language: str, found: list[tuple[str, str]]
) -> None:
    suggestions = library.suggest(prefix, language)
    assert sorted((each.id, each.language) for each in suggestions) == sorted(found)


def test_a_suggestion_is_the_title_and_its_page(library: Engine) -> None:
    assert library.suggest("ecol", "fr") == (
        Suggestion("schools", "Écoles numériques pour les filles rurales", "fr", "/fr/schools/"),
    )


def test_suggestions_in_the_readers_language_come_first(engine: Engine) -> None:
    texts = {
        "a": {"en": DocumentText("Radio")},
        "b": {"fr": DocumentText("Radio")},
        "c": {"es": DocumentText("Radio")},
    }
    engine.apply(upserts(record(id, texts=text) for id, text in texts.items()))
    first = {language: engine.suggest("rad", language)[0].id for language in ("en", "fr", "es")}
    assert first == {"en": "a", "fr": "b", "es": "c"}


@pytest.mark.parametrize("size", [-1, 0, 1, 2, 10**12])
def test_suggestions_keep_to_the_size(library: Engine, size: int) -> None:
    assert len(library.suggest("d", "en", size)) == min(max(size, 1), 2)


def test_similar_records_share_rare_words(engine: Engine) -> None:
    island = {"en": DocumentText("Satellite broadband for islands", "Terminals for island communities")}
    engine.apply(upserts(record(f"island-{number}", texts=island) for number in range(4)))
    engine.apply(upserts(record(f"farm-{number}", title="Farm prices by radio") for number in range(40)))
    assert {each.id for each in engine.similar("island-0", "en")} == {"island-1", "island-2", "island-3"}
    assert engine.similar("island-0", "en", 2) == engine.similar("island-0", "en")[:2]
    assert engine.similar("island-0", "en")[0].title == "Satellite broadband for islands"


@pytest.mark.parametrize("id", ["nothing", "", "\x00", "\ud800", "x" * 100_000])
def test_an_unknown_record_has_no_neighbours(library: Engine, id: str) -> None:
    assert library.similar(id, "en") == ()


def test_a_removed_record_is_neither_suggested_nor_a_neighbour(engine: Engine) -> None:
    engine.apply(upserts(record(f"{number}", title="Satellite islands") for number in range(3)))
    engine.apply([removal("0", 2)])
    assert {each.id for each in engine.suggest("sat", "en")} == {"1", "2"}
    assert engine.similar("0", "en") == ()
    assert {each.id for each in engine.similar("1", "en")} == {"2"}
