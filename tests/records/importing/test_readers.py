"""Files line by line, and what is said of those that cannot be read."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from cms.records.importing.readers import Format, guess_format, read
from cms.records.importing.values import FileUnusable, Line, Rejection


def lines(path: Path, file_format: Format = Format.JSONL) -> list[Any]:
    return list(read(path, file_format))


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.jsonl", Format.JSONL),
        ("a.jsonl.gz", Format.JSONL),
        ("A.CSV", Format.CSV),
        ("a.b.xlsx", Format.XLSX),
        ("a.tsv.gz", Format.CSV),
    ],
)
def test_the_name_tells_the_format(name: str, expected: Format) -> None:
    assert guess_format(Path(name)) == expected


@pytest.mark.parametrize("name", ["a", "a.gz", "a.xls", "a.txt"])
def test_other_names_do_not(name: str) -> None:
    with pytest.raises(FileUnusable, match="say --format"):
        guess_format(Path(name))


def test_jsonl_is_read_line_by_line(tmp_path: Path) -> None:
    path = written(
        tmp_path, b'\xef\xbb\xbf{"a": 1}\n\n  \n{"b": "\xc3\xa9"}\r\n[1]\n{"a": \n{"a": 1, "a": 2}\n"\xff"'
    )

    found = lines(path)

    assert found[:2] == [Line(1, {"a": 1}), Line(4, {"b": "é"})]
    assert [(each.line, each.error) for each in found[2:]] == [
        (5, "The line is JSON, but not an object."),
        (6, "The line is not JSON: Expecting value at character 8."),
        (7, "The line is not usable JSON: the key “a” stands there twice."),
        (8, "The line is not UTF-8: byte 2 cannot be decoded."),
    ]


def test_a_line_of_brackets_is_rejected_alone(tmp_path: Path) -> None:
    path = written(tmp_path, "[" * 100_000 + "\n{}")

    assert [type(each) for each in lines(path)] == [Rejection, Line]


def test_a_gzipped_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    assert lines(written(tmp_path, gzip.compress(b'{"a": 1}'))) == [Line(1, {"a": 1})]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_is_read_whatever_parts_its_cells(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["title", "source_id", "note"],
        ['"two\nlines"', "1", ""],
        [],
        ["three", "2"],
        ["four", "3", "", "more"],
    ]
    path = written(tmp_path, "\ufeff" + "\n".join(delimiter.join(row) for row in rows))

    assert lines(path, Format.CSV) == [
        Line(2, {"title": "two\nlines", "source_id": "1", "note": ""}),
        Line(5, {"title": "three", "source_id": "2"}),
        Rejection(6, "", "The row has a value in a column without a name."),
    ]


def test_the_first_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Title", "Id", None], ["One", 7, None], [None, None, None], ["Two", "8", "stray"]):
        book.active.append(row)
    book.save(path := tmp_path / "book.xlsx")

    assert lines(path, Format.XLSX) == [
        Line(2, {"Title": "One", "Id": 7}),
        Rejection(4, "", "The row has a value in a column without a name."),
    ]


@pytest.mark.parametrize(
    ("content", "file_format", "message"),
    [
        (gzip.compress(b'{"a": 1}\n' * 5000, mtime=0)[:-20], Format.JSONL, "was cut short"),
        (gzip.compress(b'{"a": 1}', mtime=0)[:6] + b"\x00" * 20, Format.JSONL, "is damaged"),
        ("title,source_id\ncaf\xe9,1".encode("latin-1"), Format.CSV, "Line 2 of the table is not UTF-8"),
        (b"", Format.CSV, "not even a header"),
        (b"a,b\n1,2", Format.CSV, "has to be the header"),
        (b"title,source_id,title\n1,2,3", Format.CSV, "two columns “title”"),
        (b"no workbook", Format.XLSX, "is not an xlsx workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path, content: bytes, file_format: Format, message: str
) -> None:
    with pytest.raises(FileUnusable, match=message):
        lines(written(tmp_path, content), file_format)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="cannot be read: No such file"):
        lines(tmp_path / "nothing.jsonl")


def test_a_line_without_end_is_rejected_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with gzip.open(path, "wb") as stream:
        stream.write(b'{"a": "')
        for _piece in range(25):
            stream.write(b"A" * 1_000_000)
        stream.write(b'"}\n{"a": 1}')

    found = lines(path)

    assert (len(found), found[0].line) == (2, 1)
    assert found[0].error == "The line is longer than 10,000,000 bytes."
    assert found[1] == Line(2, {"a": 1})


def test_a_table_with_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"title\n" + b"A" * 10_000_001)

    with pytest.raises(FileUnusable, match="Line 2 of the table is longer"):
        lines(path, Format.CSV)


@pytest.mark.parametrize(
    "sheet",
    [
        b"<worksheet",
        b'<!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData>&a;</sheetData></worksheet>',
    ],
)
def test_a_workbook_of_broken_xml_is_refused(sheet: bytes, tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="not an xlsx workbook, or is damaged"):
        lines(workbook_with(tmp_path, sheet), Format.XLSX)


def test_a_workbook_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.records.importing.readers.LARGEST_WORKBOOK", 1_000_000)

    with pytest.raises(FileUnusable, match="unpacks to more than"):
        lines(workbook_with(tmp_path, b" " * 1_000_000), Format.XLSX)


def workbook_with(folder: Path, sheet: bytes) -> Path:
    """Return a workbook whose sheet was replaced by these bytes."""
    book = Workbook()
    book.active.append(["title"])
    book.save(folder / "good.xlsx")
    with ZipFile(folder / "good.xlsx") as good, ZipFile(folder / "file", "w", ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else good.read(name))
    return folder / "file"
