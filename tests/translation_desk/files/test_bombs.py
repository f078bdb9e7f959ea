"""Small files that would fill the memory or keep the worker busy for hours are refused for what they are."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.translation_desk.files import po, xliff
from cms.translation_desk.files.values import FileUnusable, TranslationFile, Unit

NOW = dt.datetime(2026, 11, 28, 20, 30, tzinfo=dt.UTC)
FILE = TranslationFile(
    "A-2019.7", "Doctors", "en", "fr", (Unit("title", "A <b>title</b>", "Un <b>titre</b>"),)
)


def test_a_code_that_is_no_tag_but_a_book_is_not_repeated():
    book = "x" * 100_000
    codes = '<ph id="9" dataRef="d9"/>' * 1_000
    text = xliff.write(FILE, NOW).decode()
    text = text.replace("</originalData>", f'<data id="d9">{book}</data></originalData>')

    (unit,) = xliff.read(text.replace("<target>", f"<target>{codes}").encode()).units

    assert unit.trouble == "The code 9 does not say which tag it is."
    assert len(unit.target) < len(book)


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "undefined"])
def test_codes_that_are_no_encoding_of_files_are_not_known(charset):
    data = po.write(FILE, NOW).replace(b"charset=UTF-8", f"charset={charset}".encode())

    with pytest.raises(FileUnusable, match=f"“{charset}” is not known"):
        po.read(data)
