"""The addresses at which a result set is had as a file."""

from __future__ import annotations

import datetime as dt

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from cms.core.reader import reader_language
from search import labels, refusals
from search.engines.base import EngineUnavailable, StaleCursor
from search.exports import files
from search.exports.columns import Wording
from search.exports.files import Contents
from search.exports.walk import batches, begun
from search.params import ParsedQuery, encode, first_page, of_the_past, parse
from search.rates import limited

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
STREAMS = {"csv": files.csv_pieces, "json": files.json_pieces}


@require_safe
@limited("files", refusals.too_many)
def export(request: HttpRequest, format: str) -> HttpResponseBase:
    """Answer with all records that a query string finds, whatever its page, as one file.

    The first batch is fetched before anything is sent: a parameter that cannot be read is a 400, an engine that does
    not answer a 503. search.exports.files says how a file ends when it stops answering later.
    """
    parsed = parse(request.GET, reader_language())
    if unreadable := (*parsed.ignored, *of_the_past(parsed.request)):
        return refusals.unreadable(unreadable)
    try:
        response = answer(contents_of(parsed, request), format)
    except (EngineUnavailable, StaleCursor):
        return refusals.resting()
    response["Content-Type"] = CONTENT_TYPES[format]
    response["Content-Disposition"] = content_disposition_header(True, file_name(format, reader_language()))
    response["X-Robots-Tag"] = "noindex"
    return response


def contents_of(parsed: ParsedQuery, request: HttpRequest) -> Contents:
    """Return what the file is made of, its first batch fetched. Raises EngineUnavailable."""
    asked = parsed.request
    first, everything = begun(batches(asked))
    return Contents(
        batches=everything,
        count=first.count,
        question=request.build_absolute_uri(f"./?{encode(first_page(asked))}"),
        language=asked.language,
        wording=Wording(labels.load(asked.language), request.build_absolute_uri),
    )


def answer(contents: Contents, format: str) -> HttpResponseBase:
    if stream := STREAMS.get(format):
        return StreamingHttpResponse(stream(contents))
    return FileResponse(files.workbook(contents))


def file_name(format: str, language: str) -> str:
    return f"wsis-stocktaking-{dt.datetime.now(dt.UTC).date().isoformat()}-{language}.{format}"
