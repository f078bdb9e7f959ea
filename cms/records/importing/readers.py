"""Files of records, line by line: jsonl, csv and xlsx, each also gzipped. Nothing is kept in memory but one line."""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from cms.records.importing.columns import canonical, is_silent
from cms.records.importing.values import FileUnusable, Line, Rejection

LONGEST_LINE = LONGEST_CELL = 10_000_000
"""In bytes and characters; the longest line of real files has 9,000. A gzipped one may unpack to anything."""
LARGEST_WORKBOOK = 1_000_000_000
"""In bytes, unpacked."""
NO_WORKBOOK = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OverflowError,
    TypeError,
    ValueError,
)
"""What openpyxl raises on files that are no workbooks, or broken ones."""
DELIMITERS = ",;\t|"
GZIP_MAGIC = b"\x1f\x8b"


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


SUFFIXES = {
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSONL,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".xlsx": Format.XLSX,
}

Read = Iterator[Line | Rejection]
Stream = IO[bytes] | gzip.GzipFile


def guess_format(path: Path) -> Format:
    """Return the format that the file's name tells, .gz aside. Raises FileUnusable."""
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    found = SUFFIXES.get(suffixes[-1]) if suffixes else None
    if found is None:
        raise FileUnusable(
            f"The name “{path.name}” does not tell the format; say --format jsonl, csv or xlsx."
        )
    return found


def read(path: Path, file_format: Format) -> Read:
    """Yield every record of the file, or why one cannot be read. Raises FileUnusable, also half way."""
    try:
        with _opened(path) as stream:
            yield from READERS[file_format](stream)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise FileUnusable(
            f"“{path.name}” is damaged or was cut short: its compressed data ends too early."
        ) from None
    except OSError as error:
        raise FileUnusable(f"“{path.name}” cannot be read: {error.strerror or error}.") from None


@contextmanager
def _opened(path: Path) -> Iterator[Stream]:
    """Open a file, unpacked if it is gzipped, whatever its name."""
    with path.open("rb") as raw:
        compressed = raw.read(2) == GZIP_MAGIC
        raw.seek(0)
        if compressed:
            with gzip.open(raw) as unpacked:
                yield unpacked
        else:
            yield raw


def read_jsonl(stream: Stream) -> Read:
    """One JSON object a line, UTF-8. Empty lines are no records."""
    for number, raw in enumerate(_lines(stream), start=1):
        raw = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if len(raw) > LONGEST_LINE:
            yield Rejection(number, "", f"The line is longer than {LONGEST_LINE:,} bytes.")
        elif raw.strip():
            yield _json_line(number, raw)


def _lines(stream: Stream) -> Iterator[bytes]:
    """Yield each line, cut off behind LONGEST_LINE: what follows is passed over a piece at a time."""
    while line := stream.readline(LONGEST_LINE + 1):
        piece = line
        while len(piece) > LONGEST_LINE and not piece.endswith(b"\n"):
            piece = stream.readline(LONGEST_LINE + 1)
        yield line


def _json_line(number: int, raw: bytes) -> Line | Rejection:
    try:
        values = json.loads(raw.decode("utf-8"), object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        return Rejection(number, "", f"The line is not UTF-8: byte {error.start + 1} cannot be decoded.")
    except json.JSONDecodeError as error:
        return Rejection(number, "", f"The line is not JSON: {error.msg} at character {error.pos + 1}.")
    except (ValueError, RecursionError) as error:
        return Rejection(number, "", f"The line is not usable JSON: {str(error)[:200]}.")
    if not isinstance(values, dict):
        return Rejection(number, "", "The line is JSON, but not an object.")
    return Line(number, values)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key “{twice}” stands there twice")
    return found


def read_csv(stream: Stream) -> Read:
    """A table with a header line, UTF-8, its cells parted by comma, semicolon, tab or bar."""
    csv.field_size_limit(LONGEST_CELL)
    lines = _decoded(stream)
    first = next(lines, "")
    table = csv.reader(chain([first], lines), delimiter=_delimiter(first))
    yield from _rows(_numbered(table))


def _decoded(stream: Stream) -> Iterator[str]:
    for number, raw in enumerate(_lines(stream), start=1):
        if len(raw) > LONGEST_LINE:
            raise FileUnusable(f"Line {number} of the table is longer than {LONGEST_LINE:,} bytes.")
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            message = (
                f"Line {number} of the table is not UTF-8; save the file as “CSV UTF-8” and import it again."
            )
            raise FileUnusable(message) from None


def _delimiter(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _numbered(table: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Yield each row with the line it starts on: a quoted cell may run over several."""
    start = 1
    try:
        for row in table:
            yield start, row
            start = table.line_num + 1
    except csv.Error as error:
        raise FileUnusable(f"The table cannot be read after line {start}: {error}.") from None


def read_xlsx(stream: Stream) -> Read:
    """The first sheet of a workbook, its first row the header. Formulas count as what they last showed."""
    yield from _rows(enumerate(_sheet(stream), start=1))


def _sheet(stream: Stream) -> Iterator[Sequence[Any]]:
    try:
        with ZipFile(stream) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_WORKBOOK:
                raise FileUnusable(f"The workbook unpacks to more than {LARGEST_WORKBOOK:,} bytes.")
        with closing(load_workbook(stream, read_only=True, data_only=True)) as book:
            yield from book.worksheets[0].iter_rows(values_only=True)
    except NO_WORKBOOK as error:
        raise FileUnusable(
            f"The file is not an xlsx workbook, or is damaged ({type(error).__name__})."
        ) from None


def _rows(rows: Iterable[tuple[int, Sequence[Any]]]) -> Read:
    header: list[str] | None = None
    for number, cells in rows:
        if all(is_silent(cell) for cell in cells):
            continue
        if header is None:
            header = _header(cells)
        else:
            yield _row(number, header, cells)
    if header is None:
        raise FileUnusable("The table is empty: not even a header line was found.")


def _header(cells: Sequence[Any]) -> list[str]:
    names = [str(cell).strip() if cell is not None else "" for cell in cells]
    known = {canonical(name) for name in names}
    if not known & {"title", "source_id"}:
        raise FileUnusable(
            "The first line of the table names no column “title” or “source_id”; it has to be the header."
        )
    twice = {name for name in names if name and names.count(name) > 1}
    if twice:
        raise FileUnusable(f"The table has two columns “{min(twice)}”.")
    return names


def _row(number: int, header: Sequence[str], cells: Sequence[Any]) -> Line | Rejection:
    beyond = [cell for name, cell in zip(header, cells, strict=False) if not name] + list(
        cells[len(header) :]
    )
    if not all(is_silent(cell) for cell in beyond):
        return Rejection(number, "", "The row has a value in a column without a name.")
    return Line(number, {name: cell for name, cell in zip(header, cells, strict=False) if name})


READERS: Mapping[Format, Callable[[Stream], Read]] = {
    Format.JSONL: read_jsonl,
    Format.CSV: read_csv,
    Format.XLSX: read_xlsx,
}
