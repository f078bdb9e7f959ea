"""What is shown of a record."""

from __future__ import annotations

import datetime as dt

import pytest

from search.engines.base import Engine
from search.types import (
    DocumentText,
)
from tests.search.engines.contract.asking import ask, only
from tests.search.engines.corpus import LIBRARY, record, upserts


def test_a_hit_carries_the_record(library: Engine) -> None:
    (hit,) = ask(library, "digital schools", language="en", filters=only(country="KE")).hits
    assert (hit.id, hit.language, hit.languages) == ("schools", "en", ("en", "fr"))
    assert hit.text == LIBRARY[0].texts["en"]
    assert hit.facets == LIBRARY[0].facets
    assert (hit.organisation, hit.date) == ("Orange Foundation", dt.date(2021, 5, 1))


def test_a_text_in_another_language_keeps_its_real_language(library: Engine) -> None:
    (hit,) = ask(library, "lagoa").hits
    assert (hit.language, hit.text.language) == ("und", "pt")


@pytest.mark.parametrize(
    ("text", "reader", "shown"),
    [
        ("satellite", "fr", "fr"),
        ("satellite", "en", "en"),
        ("satellite", "ru", "en"),
        ("teachers", "fr", "en"),
        ("filles", "en", "fr"),
        ("filles écoles satellite", "en", "fr"),
        ("teachers pupils filles", "fr", "en"),
    ],
)
def test_the_language_shown_is_the_readers_when_it_has_the_words_else_the_one_that_holds_most(
    library: Engine, text: str, reader: str, shown: str
) -> None:
    (hit,) = ask(library, text, language=reader).hits
    assert hit.language == shown


def test_without_words_the_readers_language_or_the_original_is_shown(library: Engine) -> None:
    shown = {
        language: ask(library, language=language, filters=only(sdg="5")).hits[0].language
        for language in ("fr", "zh")
    }
    assert shown == {"fr": "fr", "zh": "en"}


def test_an_unknown_reader_reads_english(library: Engine) -> None:
    assert ask(library, "satellite", language="tlh").hits[0].language == "en"


@pytest.mark.parametrize(
    ("text", "language", "title", "snippet"),
    [
        (
            "price", "en", "Farm <mark>prices</mark> by &lt;b&gt;SMS&lt;/b&gt; &amp; radio",
            "Farmers in Côte d&#x27;Ivoire receive market <mark>prices</mark>.",
        ),
        ("ecole education", "fr", "<mark>Écoles</mark> numériques pour les filles rurales",
            "<mark>L’éducation</mark> par satellite."),
        ("школами", "ru", "Цифровые <mark>школы</mark>", "Образование детей в сельских районах ещё идёт."),
        ("教育平台", "zh", "数字<mark>教育平台</mark>", "为农村儿童提供在线学习。"),
        ("طفل", "ar", "المدارس الرقمية", "التعليم الإلكتروني للأطفال في المناطق الريفية"),
        ("مدارس", "ar", "<mark>المدارس</mark> الرقمية", "التعليم الإلكتروني للأطفال في المناطق الريفية"),
        ('"rural girls"', "en", "Digital schools for <mark>rural</mark> <mark>girls</mark>",
            "Connecting ministries of education by satellite."),
    ],
)  # fmt: skip
def test_highlights_are_escaped_and_mark_inflected_words(
    library: Engine, text: str, language: str, title: str, snippet: str
) -> None:
    hits = ask(library, text, language=language).hits
    assert [(hit.title_html, hit.snippet_html) for hit in hits] == (
        [(title, snippet)] if text != "طفل" else []
    )


def test_without_words_the_snippet_is_the_summarys_beginning(library: Engine) -> None:
    hit = ask(library, filters=only(sdg="5")).hits[0]
    assert hit.title_html == "Digital schools for rural girls"
    assert hit.snippet_html == "Connecting ministries of education by satellite."


def test_without_highlight_nothing_is_marked(library: Engine) -> None:
    (hit,) = ask(library, "price", highlight=False).hits
    assert hit.title_html == "Farm prices by &lt;b&gt;SMS&lt;/b&gt; &amp; radio"
    assert hit.snippet_html == "Farmers in Côte d&#x27;Ivoire receive market prices."


def test_the_snippet_is_the_passage_with_most_of_the_words(engine: Engine) -> None:
    body = "solar " + "filler words go here " * 40 + "the solar pump lifts water " + "and so on and on " * 40
    engine.apply(upserts([record("long", texts={"en": DocumentText("Title", "Summary.", body)})]))
    (hit,) = ask(engine, "solar pumps water").hits
    assert "<mark>solar</mark> <mark>pump</mark> lifts <mark>water</mark>" in hit.snippet_html
    assert hit.snippet_html.startswith("… ")
    assert hit.snippet_html.endswith(" …")
    assert 120 <= len(hit.snippet_html.replace("<mark>", "").replace("</mark>", "")) <= 190


def test_a_long_summary_is_cut_between_words(engine: Engine) -> None:
    engine.apply(upserts([record("long", texts={"en": DocumentText("Title", "seven77 " * 60)})]))
    (hit,) = ask(engine).hits
    assert hit.snippet_html == "seven77 " * 22 + "…"
