"""What the OpenAPI document says of files and feeds, which stand beside the search page of each language."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from search.api.description import RATES, SEARCH_PARAMETERS, JsonSchema, with_head, with_headers
from search.exports.columns import COLUMNS, Kind
from search.exports.views import CONTENT_TYPES
from search.feeds import ENTRIES
from search.outlets import EXPORTS, FEEDS
from search.refusals import PLAIN

LANGUAGE = "en"
"""In whose place an address has `lang`."""

LANGUAGE_OF_ADDRESS = {
    "name": "lang",
    "in": "path",
    "required": True,
    "description": "Language of labels and refusals, and the one that is shown first where there is a choice.",
    "schema": {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]},
}
OF_A_PAGE = ("page", "size", "cursor", "lang", "as_of")
"""Parameters of a list that a file and a feed have no use for."""
FILE_PARAMETERS = [
    LANGUAGE_OF_ADDRESS,
    *(each for each in SEARCH_PARAMETERS if each["name"] not in OF_A_PAGE),
]
FEED_PARAMETERS = [each for each in FILE_PARAMETERS if each["name"] != "sort"]

TEXT: JsonSchema = {"type": "string"}
VALUES: dict[Kind, JsonSchema] = {
    Kind.TEXT: TEXT,
    Kind.TEXTS: {"type": "array", "items": TEXT},
    Kind.NUMBER: {"type": ["integer", "null"]},
    Kind.DAY: {"type": ["string", "null"], "format": "date"},
}


def whole(**properties: JsonSchema) -> JsonSchema:
    """Describe an object that has all of these members."""
    return {"type": "object", "required": list(properties), "properties": properties}


RECORD = whole(**{column.name: VALUES[column.kind] for column in COLUMNS})
FILE = whole(
    question={"type": "string", "format": "uri", "description": "The page that shows the same."},
    language=TEXT,
    made_at={"type": "string", "format": "date-time"},
    count={"type": "integer", "minimum": 0},
    records={"type": "array", "items": RECORD},
    complete={"type": "boolean", "description": "False when the engine stopped answering in the middle."},
)
ENTRY = whole(id=TEXT, url=TEXT, title=TEXT, content_text=TEXT)
JSON_FEED = whole(
    version={"const": "https://jsonfeed.org/version/1.1"},
    title=TEXT,
    home_page_url=TEXT,
    feed_url=TEXT,
    language=TEXT,
    items={"type": "array", "items": ENTRY, "maxItems": ENTRIES},
)
SCHEMAS = {"text/plain": TEXT, "text/csv": TEXT, "application/json": FILE, "application/feed+json": JSON_FEED}
"""By media type; the others are not JSON's to describe."""


def paths() -> dict[str, JsonSchema]:
    """Return the path of every file and feed with its GET and HEAD."""
    return {address("search_export", format): export(format) for format in EXPORTS} | {
        address("search_feed", format): feed(format) for format in FEEDS
    }


def address(name: str, format: str) -> str:
    with translation.override(LANGUAGE):
        return reverse(name, kwargs={"format": format}).replace(f"/{LANGUAGE}/", "/{lang}/", 1)


def export(format: str) -> JsonSchema:
    return operation(
        f"export_{format}",
        f"All records that answer, as a file: {EXPORTS[format]}",
        FILE_PARAMETERS,
        {"200": found(CONTENT_TYPES[format], (*RATES, "Content-Disposition"))},
    )


def feed(format: str) -> JsonSchema:
    name, content_type = FEEDS[format]
    stamped = (*RATES, "ETag", "Last-Modified")
    return operation(
        f"feed_{format}",
        f"The {ENTRIES} that were made public last, as a feed: {name}",
        FEED_PARAMETERS,
        {
            "200": found(content_type, stamped),
            "304": with_headers({"description": "Not changed since the answer with this ETag"}, stamped),
        },
    )


def operation(id: str, summary: str, parameters: list[JsonSchema], answers: JsonSchema) -> JsonSchema:
    refusals = {
        "400": refusal(400, RATES),
        "404": {"description": "No such language"},
        "429": refusal(429, (*RATES, "Retry-After")),
        "503": refusal(503, (*RATES, "Retry-After")),
    }
    return with_head(
        {"operationId": id, "summary": summary, "parameters": parameters, "responses": answers | refusals}
    )


def found(content_type: str, headers: Iterable[str]) -> JsonSchema:
    return with_headers({"description": "OK", "content": content(content_type)}, headers)


def refusal(status: int, headers: Iterable[str]) -> JsonSchema:
    return with_headers({"description": HTTPStatus(status).phrase, "content": content(PLAIN)}, headers)


def content(content_type: str) -> JsonSchema:
    media_type = content_type.partition(";")[0]
    return {media_type: {"schema": SCHEMAS[media_type]} if media_type in SCHEMAS else {}}
