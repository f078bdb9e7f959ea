"""What is written comes back as it was, and what cannot be read says where and why."""

import datetime as dt
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.translation_desk.files import po, xliff
from cms.translation_desk.files.inline import canonical, require_usable
from cms.translation_desk.files.values import FileUnusable, TranslationFile, Unit
from cms.translations.values import normal, words
from tests.translation_desk.files.validators import problems_of_po, problems_of_xliff

NOW = dt.datetime(2026, 11, 28, 20, 30, tzinfo=dt.UTC)
FORMATS = [po, xliff]
thorough = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
HARD = (
    "\"\\'&<>%{}#~|\n\t\r\u00a0\u2028\u2029\u0085\x01\x0b\x0c\x1c\x7f"
    "\u200e\u200f\u202b\u202c\u2066\u2069\ufeff\ufffe،؟абв网络界\u0301é𠀀😀"
)
"""Letters that formats, editors and people fall over: quotes, breaks, controls, directions, scripts."""


def texts():
    return st.text(st.sampled_from(string.ascii_letters + "   " + HARD), max_size=25)


def html():
    """HTML with inline markup, nested and side by side, in the one way in which the site writes it."""
    plain = texts().map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return (
        st.recursive(
            plain,
            lambda inner: st.one_of(
                st.lists(inner, max_size=4).map("".join),
                st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["b", "i", "em", "code"]), inner),
                st.builds('<a id="a{}">{}</a>'.format, st.integers(1, 3), inner),
                inner.map("{}<br/>".format),
            ),
            max_leaves=8,
        )
        .map(canonical)
        .map(normal)
    )


def units():
    sources = html().filter(words)
    states = st.sampled_from(["current", "stale", "machine", "missing"])
    return st.builds(
        Unit, st.sampled_from(["title", "goals", "body.7.text"]), sources, html(), states, html()
    )


def files():
    """Files whose units have names of their own."""
    names = st.lists(units(), min_size=1, max_size=5, unique_by=lambda unit: unit.id)
    return names.map(lambda found: made(*found))


def made(*found, language="ar"):
    return TranslationFile("A-2019.7", "Doctors “by” radio", "en", language, tuple(found))


def back(format_, file):
    return format_.read(format_.write(file, NOW))


@pytest.mark.parametrize("format_", FORMATS, ids=["po", "xliff"])
@thorough
@given(file=files())
def test_every_text_comes_back_as_it_went_out(format_, file):
    returned = back(format_, file)

    assert (returned.record, returned.language, returned.missing) == (file.record, file.language, 0)
    assert [(each.unit, each.source, each.target, each.state) for each in returned.units] == [
        (unit.id, unit.source, unit.target, unit.state) for unit in file.units
    ]
    assert [each.trouble for each in returned.units] == [""] * len(file.units)
    assert [each for each in returned.units if each.says_something and not each.confirmed] == []


@thorough
@given(file=files())
def test_xliff_is_valid(file):
    assert problems_of_xliff(xliff.write(file, NOW)) == []


def test_po_is_valid(tmp_path):
    path = tmp_path / "hard.po"
    hard = [
        Unit("goals", f"{letter} word {number}", normal(letter * 2)) for number, letter in enumerate(HARD)
    ]
    path.write_bytes(
        po.write(made(*hard, Unit("title", "Title", "Titre", "stale", "Old\n<b>title</b>")), NOW)
    )

    assert problems_of_po([path]) == []


def test_po_names_what_a_stale_text_was_made_from_and_marks_it_fuzzy():
    data = po.write(made(Unit("title", "New title", "Titre", "stale", "Old title"), language="fr"), NOW)

    assert b'#, fuzzy\n#| msgid "Old title"\nmsgctxt "title.' in data
    (unit,) = po.read(data).units
    assert (unit.before, unit.doubtful, unit.confirmed, unit.says_something) == (
        "Old title",
        True,
        False,
        False,
    )


def test_equal_paragraphs_and_changed_neighbours_keep_their_names():
    first, second = Unit("goals", "Same", occurrence=1), Unit("goals", "Same", occurrence=2)

    assert first.id != second.id
    assert first.id == Unit("goals", " Same ", "Autre", "stale", "Before").id


def cut_into_segments(data):
    """Return the file as a tool sends it that translates sentence by sentence."""
    old = data[data.index(b'<segment state="initial">') : data.index(b"</segment>") + 10]
    new = (
        '<segment state="final"><source>One. </source><target>Un.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="final"><source>Two <sc id="1" dataRef="d1"/>big<ec startRef="1" dataRef="d2"/>.</source>'
        '<target>Deux <mrk id="m" type="term"><sc id="1" dataRef="d1"/>grands<ec startRef="1" dataRef="d2"/></mrk>.'
        "</target></segment>"
    )
    return data.replace(old, new.encode())


def test_xliff_that_a_tool_has_cut_into_sentences_is_put_together():
    unit = Unit("goals", "One.  Two <b>big</b>.")

    (returned,) = xliff.read(cut_into_segments(xliff.write(made(unit), NOW))).units

    assert (returned.source, returned.target) == ("One.  Two <b>big</b>.", "Un. Deux <b>grands</b>.")
    assert returned.confirmed


def test_a_text_that_is_translated_in_part_is_not_taken():
    data = cut_into_segments(xliff.write(made(Unit("goals", "One.  Two <b>big</b>.")), NOW))

    (returned,) = xliff.read(data.replace(b"<target>Un.</target>", b"")).units

    assert returned.trouble == "Only a part of the text is translated."
    assert "Deux grands." in returned.target


PO = po.write(made(Unit("title", "Title", "Titre"), language="fr"), NOW)
XLIFF = xliff.write(made(Unit("title", "Title", "Titre"), language="fr"), NOW)
LAUGHS = b'<?xml version="1.0"?>\n<!DOCTYPE x [\n<!ENTITY a "ha">\n]>\n<xliff>&a;</xliff>'
OUTSIDE = b'<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd">\n<xliff/>'


@pytest.mark.parametrize(
    ("data", "message", "line", "field"),
    [
        (PO[: PO.index(b"Titre") + 3], "cut short", 20, ""),
        (PO.replace(b'msgstr "Titre"', b'msgstr "Ti"tre"'), "no line of a PO file", 20, ""),
        (PO.replace(b"Titre", b"Titr\xe9"), "not UTF-8", 20, ""),
        (PO.replace(b"charset=UTF-8", b"charset=KLINGON"), "KLINGON", 0, ""),
        (PO.replace(b"charset=UTF-8", b"charset=hex"), "hex", 0, ""),
        (PO.replace(b"X-Record", b"X-Other"), "X-Record", 1, "X-Record"),
        (PO.replace(b"msgid", b"#| msgwhat"), "cannot be read", 2, ""),
        (b"/etc/passwd", "no line of a PO file", 1, ""),
        (b"", "X-Record", 1, "X-Record"),
        (PO[: PO.index(b"#. state")], "no text", 0, ""),
    ],
)
def test_po_that_cannot_be_read_says_where(data, message, line, field):
    with pytest.raises(FileUnusable, match=message) as refusal:
        po.read(data)
    assert (refusal.value.line, refusal.value.field) == (line, field)


@pytest.mark.parametrize(
    ("data", "message", "line", "field"),
    [
        (XLIFF[: XLIFF.index(b"Titre") + 3], "cut short", 15, ""),
        (XLIFF.replace(b"Titre", b"Titr\xe9"), "damaged", 15, ""),
        (LAUGHS, "document type", 1, ""),
        (OUTSIDE, "document type", 1, ""),
        (XLIFF.replace(b"utf-8", b"klingon"), "damaged|encoding", 1, ""),
        (XLIFF.replace(b'version="2.0"', b'version="1.2"'), "not XLIFF 2", 2, "version"),
        (XLIFF.replace(b"document:2.0", b"document:1.2"), "not XLIFF 2", 2, "version"),
        (XLIFF.replace(b' trgLang="fr"', b""), "no language", 2, "trgLang"),
        (XLIFF.replace(b"original=", b"other="), "no record", 3, "original"),
        (XLIFF.replace(b"<file", b"<fil").replace(b"</file", b"</fil"), "one <file>", 2, "file"),
        (XLIFF.replace(b"<target>", b"<g>" * 100 + b"<target>"), "within each other", 15, ""),
        (XLIFF.replace(b"<target>", b"<g/>" * 200_000 + b"<target>"), "200000 elements", 15, ""),
        (b"", "damaged", 1, ""),
    ],
)
def test_xliff_that_cannot_be_read_says_where(data, message, line, field):
    with pytest.raises(FileUnusable, match=message) as refusal:
        xliff.read(data)
    assert refusal.value.line in {line, line + 1}
    assert refusal.value.field == field


@pytest.mark.parametrize("format_", FORMATS, ids=["po", "xliff"])
def test_a_file_that_ends_early_between_two_texts_says_how_many_are_missing(format_):
    whole = format_.write(made(Unit("title", "Title"), Unit("goals", "Goal")), NOW).decode()
    second = (
        '#. state: missing\n#. words: e3b0c44298fc\nmsgctxt "goals' if format_ is po else '<unit id="goals'
    )
    start = whole.index(second)
    end = len(whole) if format_ is po else whole.rindex("</file>")

    assert format_.read((whole[:start] + whole[end:]).encode()).missing == 1


@pytest.mark.parametrize("format_", FORMATS, ids=["po", "xliff"])
def test_wherever_a_file_was_cut_it_is_refused_or_says_that_texts_are_missing(format_):
    file = made(Unit("title", "Title", "Titre", "stale", "Old"), Unit("goals", "A <b>goal</b>", "Un\x07"))
    whole = format_.write(file, NOW)

    def came(cut):
        try:
            returned = format_.read(whole[:cut])
        except FileUnusable:
            return "refused"
        return "missing" if returned.missing else [unit.target for unit in returned.units]

    answers = [came(cut) for cut in range(len(whole))]
    assert all(answer in ("refused", "missing", ["Titre", "Un\x07"]) for answer in answers)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("<b>Un", "<b> is not closed"),
        ("Un</b>", "</b> closes none"),
        ("<b><i>Un</b></i>", "</b> closes none"),
        ("<b>" * 100 + "Un" + "</b>" * 100, "within each other"),
        ('<a id="a9">Un</a>', "a9"),
        ("<script>alert(1)</script>", "script"),
        ('<b onclick="x()">Un</b>', "attributes"),
        ("Un\0", "cannot be stored"),
    ],
)
def test_markup_that_does_not_fit_is_refused(target, message):
    with pytest.raises(ValueError, match=message):
        require_usable("One", target)
