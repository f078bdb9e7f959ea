"""What changed in a segment, word by word, as a person and a browser read it."""

import random

import pytest
from bs4 import BeautifulSoup
from django.utils.safestring import SafeString

from cms.translation_desk.assistance.differences import marked
from cms.translations.values import normal, words
from tests.translations.editors import Editor


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("A network", "A network", "A network"),
        ("A  network", "A network ", "A network"),
        ("A dog barks", "A big dog barks", "A <ins>big </ins>dog barks"),
        ("A big dog barks", "A dog barks", "A <del>big </del>dog barks"),
        ("Three old schools.", "Three new villages.", "Three <del>old schools</del><ins>new villages</ins>."),
        ("About 1,000.50 km", "About 1,500.50 km", "About <del>1,000.50</del><ins>1,500.50</ins> km"),
        ("", "New", "<ins>New</ins>"),
        ("Old", "", "<del>Old</del>"),
        ("网络连接农村学校。", "网络连接城市学校。", "网络连接<del>农村</del><ins>城市</ins>学校。"),
        ("المدرسة في القرية", "المدرسة في المدينة", "المدرسة في <del>القرية</del><ins>المدينة</ins>"),
        ("Школа открыта", "Школа закрыта", "Школа <del>открыта</del><ins>закрыта</ins>"),
        ("cafe\u0301", "café", "café"),
    ],
)
def test_words(before, now, expected):
    assert marked(before, now) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("<b>Open</b>", "<b>Open</b>", "[<b>]Open[</b>]"),
        ("Open", "<b>Open</b>", "+[<b>]+Open+[</b>]+"),
        ('<a id="a1">x</a>', '<a id="a2">x</a>', '-[<a id="a1">]-+[<a id="a2">]+x[</a>]'),
        ("One<br>two", "One<br/>two", "One[<br/>]\ntwo"),
        ("One two", "One<br/>two", "One- -+[<br/>]\n+two"),
    ],
)
def test_a_change_of_markup_alone_can_be_read(before, now, expected):
    assert _as_read(marked(before, now)) == expected


def _as_read(shown: str) -> str:
    """Return what is shown as text: [a tag], +added+, -taken out-."""
    for element, sign in (("ins", "+"), ("del", "-")):
        shown = shown.replace(f"<{element}>", sign).replace(f"</{element}>", sign)
    shown = shown.replace('<code dir="ltr">', "[").replace("</code>", "]").replace("<br>", "\n")
    return BeautifulSoup(shown, "html.parser").text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        '<img src=x onerror="alert(1)">',
        "<b><i>crossed</b></i>",
        "<a id='\"><script>'>",
        "a < b & c",
        "&amp;lt;b&amp;gt;",
        "</ins></code><p>",
    ],
)
def test_only_our_own_elements_are_shown(text):
    shown = [marked(text, text), marked("", text), marked(text, ""), marked("Some <b>words</b>", text)]
    assert all(isinstance(each, SafeString) for each in shown)
    elements = [element for each in shown for element in BeautifulSoup(each, "html.parser").find_all(True)]
    assert {element.name for element in elements} <= {"ins", "del", "code", "br"}
    assert {name for element in elements for name in element.attrs} <= {"dir"}


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_both_texts_can_be_read_from_the_marks(language):
    editor = Editor(random.Random(5), language)
    before = editor.paragraph()
    for _time in range(60):
        now = editor.changed(editor.marked_up(before))
        shown = BeautifulSoup(marked(before, now), "html.parser")
        assert _without(shown, "del") == normal(now)
        assert words(_without(shown, "ins")) == words(before)
        before = now


def _without(shown: BeautifulSoup, element: str) -> str:
    copied = BeautifulSoup(str(shown), "html.parser")
    for each in copied.find_all(element):
        each.decompose()
    return copied.text


def test_long_texts_with_little_in_common_are_replaced_as_a_whole():
    before, now = (" ".join(f"{letter}{number}" for number in range(3_000)) for letter in "ab")
    assert marked(f"Both {before} end", f"Both {now} end") == f"Both <del>{before}</del><ins>{now}</ins> end"


def test_a_small_change_of_a_long_text_is_small():
    before = " ".join(f"word{number % 90}" for number in range(9_000))
    assert marked(before, before.replace("word7 ", "seven ", 1)).count("<ins>") == 1
