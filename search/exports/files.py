"""The files themselves: CSV and JSON piece by piece, a workbook as a whole."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from search.engines.base import EngineUnavailable, StaleCursor
from search.exports import cells
from search.exports.columns import COLUMNS, Value, Wording, row
from search.exports.walk import Batch

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads a CSV file as Windows text and spoils every name that is not English."""
INTERRUPTIONS = (EngineUnavailable, StaleCursor, DatabaseError)
"""What can end a file that has begun."""
NAME = "WSIS Stocktaking"
WIDTH = 16
WIDTHS = {"permanent_url": 30, "url": 30, "title": 50, "summary": 60}
"""How wide a column of a workbook is shown, in characters."""
NAMES = [column.name for column in COLUMNS]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file is made of."""

    batches: Iterator[Batch]
    count: int
    question: str
    """The address of the page that shows the same records."""
    language: str
    wording: Wording

    def rows(self) -> Iterator[list[dict[str, Value]]]:
        """Yield the rows of each batch; the language is active only while they are made."""
        for batch in self.batches:
            with translation.override(self.language):
                rows = [row(record, self.wording) for record in batch.records]
            yield rows


def csv_pieces(contents: Contents) -> Iterator[str]:
    """Yield a CSV file. One that is cut short ends with a line that says so, and the transfer breaks off."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(NAMES)
    try:
        for rows in contents.rows():
            yield "".join(writer.writerow(map(cells.harmless, each.values())) for each in rows)
    except INTERRUPTIONS:
        yield writer.writerow([_incomplete(contents.language)])
        raise


def json_pieces(contents: Contents) -> Iterator[str]:
    """Yield one JSON object, a record a line. One that is cut short says so at its end, and the transfer breaks off."""
    head = {
        "question": contents.question,
        "language": contents.language,
        "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "count": contents.count,
    }
    yield f'{_json(head)[:-1]}, "records": ['
    separator = "\n"
    try:
        for rows in contents.rows():
            if lines := [_json(each) for each in rows]:
                yield separator + ",\n".join(lines)
                separator = ",\n"
    except INTERRUPTIONS:
        yield f'\n], "complete": false, "error": {_json(_incomplete(contents.language))}}}\n'
        raise
    yield '\n], "complete": true}\n'


def workbook(contents: Contents) -> IO[bytes]:
    """Return a workbook of one sheet, in a temporary file that stands at its beginning.

    Nothing is sent before it is whole, so one that is cut short is no file at all. Raises what INTERRUPTIONS names.
    """
    book = Workbook(write_only=True)
    with ExitStack() as undo:
        file: IO[bytes] = undo.enter_context(TemporaryFile())
        try:
            _fill(book.create_sheet(NAME), contents)
        finally:
            book.save(file)  # also removes what the sheet was written to
        undo.pop_all()
    file.seek(0)
    return file


def _fill(sheet: Any, contents: Contents) -> None:
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = get_language_info(contents.language)["bidi"]
    for number, name in enumerate(NAMES, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, WIDTH)
    sheet.append([_heading(sheet, name) for name in NAMES])
    for rows in contents.rows():
        for each in rows:
            sheet.append([_cell(sheet, value) for value in each.values()])


def _heading(sheet: Any, name: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> object:
    """Return what openpyxl writes for a value: of a text that begins like a formula, the text."""
    plain = cells.plain(value)
    if not isinstance(plain, str) or not plain:
        return plain or None
    plain = cells.shortened(plain)
    if not (cells.ACTIVE.match(plain) or plain in ERROR_CODES):
        return plain
    cell = WriteOnlyCell(sheet, plain)
    cell.data_type = "s"
    cell.quotePrefix = True  # stays text when somebody edits the cell
    return cell


class _Line:
    """What csv.writer writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=dt.date.isoformat)


def _incomplete(language: str) -> str:
    with translation.override(language):
        return _("INCOMPLETE: the search engine stopped answering here. Please download the file again.")
