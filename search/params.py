"""Query strings, read into a SearchRequest and written from one: the same on the page and in the API."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search import shorthand
from search.days import PARAMETER, UnreadableDay, asked_day
from search.schema import BY_NAME, FIELDS
from search.types import SearchRequest, Sort

TEXT_LENGTH = 500
SIZE = 20
LARGEST_SIZE = 100
DEEPEST = 10_000
"""How many results `page` reaches; beyond, a cursor leads on."""
MOST_VALUES = 50
"""Of all filters together: a page repeats them in each of its hundreds of links."""
CURSOR_LENGTH = 2000
SORTS = (Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST, Sort.TITLE)
FACETS = tuple(field.name for field in FIELDS if field.facet)

# Line breaks and other control characters, the marks that turn the direction of what follows, and what no XML may hold.
CONTROLS = dict.fromkeys(
    [*range(32), *range(127, 160), *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF], " "
)


@dataclass(frozen=True, slots=True)
class Form:
    """How the values of a parameter are written; anything else is ignored, with this reason."""

    pattern: re.Pattern[str]
    reason: str | Promise
    normal: Callable[[str], str] = str.lower
    """Turns what was written into the key."""


WORD = Form(re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}"), _("a value has letters, digits and hyphens only"))
YEAR = Form(re.compile(r"[0-9]{4}"), _("a year has four digits"))
FORMS: dict[str, Form] = {
    "year": YEAR,
    "action_line": Form(
        re.compile(r"[Cc][0-9]{1,2}(-[A-Za-z0-9-]{1,40})?"),
        _("an Action Line is written like c1 or c7-e-health"),
    ),
    "sdg": Form(
        re.compile(r"[0-9]{1,2}"),
        _("a goal is a number from 1 to 17"),
        lambda value: value.lstrip("0") or "0",
    ),
    "country": Form(
        re.compile(r"[A-Za-z]{2}"), _("a country is written as its code of two letters"), str.upper
    ),
    "language": Form(re.compile(r"[A-Za-z]{2,3}"), _("a language is written as its code, like fr")),
}


@dataclass(frozen=True, slots=True)
class Ignored:
    """A parameter that could not be read."""

    parameter: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    request: SearchRequest
    ignored: tuple[Ignored, ...] = ()
    expanded: str = ""
    """The facet whose whole list is asked for (`all=country`)."""


def parse(query: QueryDict, language: str) -> ParsedQuery:
    """Read a query string, with every facet counted. Never raises: what cannot be read is left out and listed.

    Names that are not ours and empty values are passed over without a word. A value of the right form that no record
    has is kept: it finds nothing. Shorthands in the words, `country:KE`, count as parameters.
    """
    reading = _Reading(query)
    text, typed = shorthand.read(reading.text(), language, key_of)
    size = reading.number("size", 1, LARGEST_SIZE, _("a page has 1 to 100 results")) or SIZE
    page = (
        reading.number("page", 1, DEEPEST // size, _("pages count from 1 and reach the first 10,000 results"))
        or 1
    )
    year_from, year_to = reading.years()
    request = SearchRequest(
        text=text,
        language=language,
        filters={
            field.name: keys
            for field in FIELDS
            if (keys := reading.keys(field.name) | typed.get(field.name, frozenset()))
        },
        year_from=year_from,
        year_to=year_to,
        sort=reading.sort(),
        facets=FACETS,
        offset=(page - 1) * size,
        size=size,
        cursor=reading.cursor(),
        as_of=reading.day(),
    )
    return ParsedQuery(request, tuple(reading.ignored), reading.expanded())


def key_of(name: str, value: str) -> str:
    """Return the key that a value of a field is written as; empty when it is not well-formed."""
    form = FORMS.get(name, WORD)
    return form.normal(value) if form.pattern.fullmatch(value) else ""


def encode(request: SearchRequest) -> str:
    """Write the query string, without "?", that parse() reads back; language and facets are not in it."""
    pairs: list[tuple[str, str | int]] = [("q", request.text)] if request.text else []
    pairs += pairs_beside_text(request)
    if request.cursor:
        pairs.append(("cursor", request.cursor))
    elif request.offset:
        pairs.append(("page", request.offset // request.size + 1))
    return urlencode(pairs)


def pairs_beside_text(request: SearchRequest) -> list[tuple[str, str | int]]:
    """Return what a new question in the search field keeps: filters, years, order, size and day, not the page."""
    pairs: list[tuple[str, str | int]] = [
        (field.name, key)
        for field in FIELDS
        if field.name in request.filters
        for key in sorted(request.filters[field.name])
    ]
    pairs += [
        (name, f"{year:04}")
        for name, year in (("year_from", request.year_from), ("year_to", request.year_to))
        if year is not None
    ]
    if request.sort is not Sort.RELEVANCE:
        pairs.append(("sort", request.sort.value))
    if request.size != SIZE:
        pairs.append(("size", request.size))
    if request.as_of:
        pairs.append((PARAMETER, request.as_of.isoformat()))
    return pairs


def toggle(request: SearchRequest, name: str, key: str) -> SearchRequest:
    """Add a filter value, or remove it where it is set; back on the first page."""
    keys = request.filters.get(name, frozenset()) ^ {key}
    filters = {other: values for other, values in request.filters.items() if other != name}
    if keys:
        filters[name] = keys
    return replace(request, filters=filters, offset=0, cursor="")


def only(request: SearchRequest, name: str, key: str) -> SearchRequest:
    """Narrow to this value instead of the ones chosen so far in its field; back on the first page."""
    return first_page(replace(request, filters={**request.filters, name: frozenset({key})}))


def between_years(request: SearchRequest, first: int | None, last: int | None) -> SearchRequest:
    """Narrow to these years instead of the ones chosen so far; None lifts a limit."""
    filters = {name: keys for name, keys in request.filters.items() if name != "year"}
    return replace(request, filters=filters, year_from=first, year_to=last, offset=0, cursor="")


def without_filters(request: SearchRequest) -> SearchRequest:
    return first_page(replace(request, filters={}, year_from=None, year_to=None))


def first_page(request: SearchRequest) -> SearchRequest:
    return replace(request, offset=0, cursor="")


def following(request: SearchRequest, count: int, next_cursor: str) -> SearchRequest | None:
    """Return the request for the next page: by number within the first 10,000 results, beyond by cursor."""
    if request.cursor or request.offset + 2 * request.size > DEEPEST:
        return replace(request, offset=0, cursor=next_cursor) if next_cursor else None
    end = request.offset + request.size
    return replace(request, offset=end) if end < count else None


def preceding(request: SearchRequest) -> SearchRequest | None:
    """Return the request for the page before; a cursor only leads onwards, so from there it is the first page."""
    if request.cursor:
        return first_page(request)
    return replace(request, offset=max(0, request.offset - request.size)) if request.offset else None


def clean_text(value: str) -> str:
    return " ".join(value.translate(CONTROLS).split())


def of_the_past(request: SearchRequest) -> tuple[Ignored, ...]:
    """Return the day asked for as a parameter that cannot be read, for what knows today alone."""
    if request.as_of is None:
        return ()
    reason = _("files and feeds hold what is public today")
    return (Ignored(PARAMETER, request.as_of.isoformat(), str(reason)),)


class _Reading:
    """Reads one query string and notes what it had to leave out."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.ignored: list[Ignored] = []
        self.room = MOST_VALUES

    def ignore(self, parameter: str, value: str, reason: str | Promise) -> None:
        self.ignored.append(Ignored(parameter, clean_text(value[:200])[:40], str(reason)))

    def last(self, name: str) -> str:
        return self.query.get(name, "").strip()

    def text(self) -> str:
        text = clean_text(self.query.get("q", ""))
        if len(text) > TEXT_LENGTH:
            self.ignore("q", f"… {text[TEXT_LENGTH:]}", _("a question has up to 500 characters"))
        return text[:TEXT_LENGTH].rstrip()

    def keys(self, name: str) -> frozenset[str]:
        values = [value.strip() for value in self.query.getlist(name)]
        used, rest = values[: self.room], values[self.room :]
        if rest:
            self.ignore(name, rest[0], _("only the first 50 values are used"))
        self.room -= len(used)
        return frozenset(self.well_formed(name, dict.fromkeys(filter(None, used))))

    def well_formed(self, name: str, values: Iterable[str]) -> list[str]:
        keys = []
        for value in values:
            if key := key_of(name, value):
                keys.append(key)
            else:
                self.ignore(name, value, FORMS.get(name, WORD).reason)
        return keys

    def number(self, name: str, lowest: int, highest: int, reason: str | Promise) -> int | None:
        value = self.last(name)
        if not value:
            return None
        if re.fullmatch(r"[0-9]{1,9}", value) and lowest <= int(value) <= highest:
            return int(value)
        self.ignore(name, value, reason)
        return None

    def years(self) -> tuple[int | None, int | None]:
        """Return the first and the last year; a last one before the first is left out."""
        first, last = self.year("year_from"), self.year("year_to")
        if first is not None and last is not None and last < first:
            self.ignore("year_to", f"{last:04}", _("it lies before the first year"))
            last = None
        return first, last

    def year(self, name: str) -> int | None:
        value = self.last(name)
        if not value:
            return None
        if YEAR.pattern.fullmatch(value):
            return int(value)
        self.ignore(name, value, YEAR.reason)
        return None

    def sort(self) -> Sort:
        value = self.last("sort")
        if value in SORTS:
            return Sort(value)
        if value:
            self.ignore("sort", value, _("results are sorted by relevance, newest, oldest or title"))
        return Sort.RELEVANCE

    def cursor(self) -> str:
        value = self.last("cursor")
        if len(value) <= CURSOR_LENGTH and value.isascii() and value.isprintable():
            return value
        self.ignore("cursor", value, _("this is not the address of a next page"))
        return ""

    def day(self) -> dt.date | None:
        try:
            day = asked_day(self.query)
        except UnreadableDay as refusal:
            self.ignore(PARAMETER, self.last(PARAMETER), str(refusal))
            return None
        if day and self.last("cursor"):
            self.ignore("cursor", self.last("cursor"), _("it cannot be asked as of a day"))
        return day

    def expanded(self) -> str:
        value = self.last("all")
        return value if value in BY_NAME else ""
