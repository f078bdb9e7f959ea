"""The lines behind a report as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from django.forms import Form
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook

from search.exports.cells import harmless
from search.exports.files import BYTE_ORDER_MARK

Row = Sequence[str | int]
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return the file and its type; the first row is the heading."""
    out = io.StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    csv.writer(out).writerows(map(_cells, rows))
    return out.getvalue().encode(), CSV


def as_xlsx(rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return the file and its type; the first row is the heading, which stays in sight."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append(_cells(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), XLSX


def _cells(row: Row) -> list[str | int]:
    return [harmless(cell) for cell in row]


FORMATS: Mapping[str, Callable[[Sequence[Row]], tuple[bytes, str]]] = {"csv": as_csv, "xlsx": as_xlsx}


def refused(form: Form) -> HttpResponse:
    """Answer with what is wrong with the question: a file of other days would look like what was asked for."""
    lines = [f"{form.fields[name].label}: {' '.join(errors)}" for name, errors in form.errors.items()]
    return HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")


def as_file(rows: Sequence[Row], name: str, format: str) -> HttpResponse:
    """Answer with the rows as a file to be saved, `name` without its ending. Raises Http404 for another format."""
    if format not in FORMATS:
        raise Http404
    content, content_type = FORMATS[format](rows)
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.{format}")}
    return HttpResponse(content, content_type=content_type, headers=headers)
