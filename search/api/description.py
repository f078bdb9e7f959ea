"""The OpenAPI document: the parameters, and what the framework does not write of answers and headers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from search.api.problems import CONTENT_TYPE
from search.params import CURSOR_LENGTH, FORMS, LARGEST_SIZE, MOST_VALUES, SORTS, TEXT_LENGTH, WORD
from search.schema import FIELDS, Field

JsonSchema = dict[str, Any]

DESCRIPTION = """\
Read-only access to the public repository of projects and prize entries.

Parameters mean what they mean in the address of the search page; names that are not listed are passed over, a value
that cannot be read is refused with 400. Every address answers GET and HEAD and nothing else (405). Every error below
/api/ is a problem document (RFC 9457). Answers carry an ETag; sent as If-None-Match, an unchanged one is a 304.

Files and feeds of a search stand beside the search page of each language, and refuse in a line of plain text.
"""

NUMBER: JsonSchema = {"type": "integer", "minimum": 0}
HEADERS: dict[str, JsonSchema] = {
    "ETag": {"description": "For If-None-Match.", "schema": {"type": "string"}},
    "Last-Modified": {"description": "For If-Modified-Since.", "schema": {"type": "string"}},
    "Content-Disposition": {"description": "The name of the file.", "schema": {"type": "string"}},
    "RateLimit-Limit": {"description": "Requests that your address may make in a minute.", "schema": NUMBER},
    "RateLimit-Remaining": {"description": "Requests that are left of them.", "schema": NUMBER},
    "RateLimit-Reset": {"description": "Seconds until the minute is over.", "schema": NUMBER},
    "Retry-After": {"description": "Seconds to wait.", "schema": NUMBER},
}
RATES = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
CARRIED = {
    200: (*RATES, "ETag"),
    304: (*RATES, "ETag"),
    414: (),
    429: (*RATES, "Retry-After"),
    503: (*RATES, "Retry-After"),
}
"""Headers by status; every other status carries those of the rate."""


def described(document: JsonSchema) -> JsonSchema:
    """Return the framework's document with headers, problem documents, 304 and HEAD."""
    components = {**document["components"], "headers": HEADERS}
    paths = {path: methods(operations) for path, operations in document["paths"].items()}
    return {**document, "paths": paths, "components": components}


def methods(operations: JsonSchema) -> JsonSchema:
    get = operations["get"]
    return with_head({**get, "responses": {str(status): answer(status, one) for status, one in answers(get)}})


def with_head(get: JsonSchema) -> JsonSchema:
    """Describe GET, and HEAD, which answers the same without a body."""
    bare = {
        status: {name: part for name, part in one.items() if name != "content"}
        for status, one in get["responses"].items()
    }
    return {"get": get, "head": {**get, "operationId": f"{get['operationId']}_head", "responses": bare}}


def answers(operation: JsonSchema) -> list[tuple[int, JsonSchema]]:
    added = {
        304: {"description": "Not changed since the answer with this ETag"},
        414: {"description": "Address too long; the web server answers, before the API"},
    }
    return sorted((operation["responses"] | added).items())


def answer(status: int, response: JsonSchema) -> JsonSchema:
    """Add its headers to an answer, and the media type of problem documents to an error."""
    response = with_headers(response, CARRIED.get(status, RATES))
    if status < 400 or "content" not in response:
        return response
    (content,) = response["content"].values()
    return {**response, "content": {CONTENT_TYPE: content}}


def with_headers(response: JsonSchema, names: Iterable[str]) -> JsonSchema:
    return {**response, "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names}}


def parameter(name: str, description: str, schema: JsonSchema, **members: Any) -> JsonSchema:
    return {"name": name, "in": "query", "description": description, "schema": schema, **members}


def blank_or(pattern: str) -> JsonSchema:
    """Describe a value of this form; an empty one, as an empty field of a form sends it, is passed over."""
    return {"type": "string", "pattern": f"^({pattern})?$"}


def filter_parameter(field: Field) -> JsonSchema:
    form = FORMS.get(field.name, WORD)
    items = blank_or(form.pattern.pattern)
    told = f"{DESCRIPTIONS[field.name]} Repeat it for either of several values."
    return parameter(field.name, told, {"type": "array", "items": items, "maxItems": MOST_VALUES})


DESCRIPTIONS = {
    "year": "Year of the start, else of the submission: 2019.",
    "action_line": "Action Line: c1 to c11; c7 includes its eight, c7-e-health and so on.",
    "region": "ITU region, as in the facet.",
    "country": "ISO 3166-1 code of two letters: KE.",
    "sdg": "Sustainable Development Goal: 1 to 17.",
    "stakeholder": "Type of the organisation, as in the facet.",
    "organisation": "Organisation, as in the facet.",
    "status": "Status of the project: planned, ongoing, completed, ended.",
    "language": "Language in which the record is published: fr.",
    "prize": "winner, champion or nominee; a winner is also both others.",
    "kind": "project or entry.",
}
LANGUAGE_PARAMETER = parameter(
    "lang",
    "Language of labels, and the one that is shown first where there is a choice.",
    {"type": "string", "enum": [code for code, _name in settings.LANGUAGES], "default": "en"},
)
DAY_PARAMETER = parameter(
    "as_of",
    "A day: what was public at its end, in UTC. Not in the future; in lists without `cursor`.",
    blank_or("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
)
PREFIX_PARAMETER = parameter("q", "What has been typed so far.", {"type": "string"})
YEAR = blank_or("[0-9]{4}")
SEARCH_PARAMETERS = [
    parameter("q", "Words to search for, in any language.", {"type": "string", "maxLength": TEXT_LENGTH}),
    *(filter_parameter(field) for field in FIELDS),
    parameter("year_from", "First year.", YEAR),
    parameter("year_to", "Last year.", YEAR),
    parameter("sort", "Order of results.", {"type": "string", "enum": [*(sort.value for sort in SORTS), ""]}),
    parameter(
        "page",
        "Reaches the first 10,000 results; follow `next` beyond. A page past the end is refused.",
        {"type": "integer", "minimum": 1, "maximum": 10_000},
    ),
    parameter(
        "size",
        "Results on a page.",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": 20},
    ),
    parameter("cursor", "From `next`; replaces page.", {"type": "string", "maxLength": CURSOR_LENGTH}),
    LANGUAGE_PARAMETER,
    DAY_PARAMETER,
]
ONCE = frozenset(each["name"] for each in SEARCH_PARAMETERS if each["schema"]["type"] != "array")
"""The parameters that take one value."""
