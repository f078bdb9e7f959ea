"""Numbers and letters in what the admin is asked, held to what a database can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse

from cms.core.headers import ADMIN

NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)
"""The number of a row, as databases hold it; int() would take “ 7”, “+7” and “7_0” too."""
NAMES_A_NUMBER = re.compile(r"pk|id|.*_pk|.*_id")
NUMBERS_BY_QUERY = ("id", "target_pages[]", "limit", "offset")
ALL = "all"
"""In the place of an id, where a whole list is ticked."""


class PlainNumbersMiddleware:
    """Refuses, below /admin/, numbers that no row can have and text with a NUL, which no database holds.

    An address that names such a row answers 404; such a query or form, 400. So does any other number that turns out
    too large for the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Mapping[str, Any]) -> None:
        if not request.path_info.startswith(ADMIN):
            return
        rows = [value for name, value in kwargs.items() if NAMES_A_NUMBER.fullmatch(name)]
        if not all(NUMBER.fullmatch(str(row)) for row in rows):
            raise Http404
        asked = [number for name in NUMBERS_BY_QUERY for number in request.GET.getlist(name)]
        if not all(NUMBER.fullmatch(number) for number in asked if number != ALL):
            raise BadRequest("No number of a row")
        texts = [
            text for sent in (request.GET, request.POST) for _name, each in sent.lists() for text in each
        ]
        if any("\0" in text for text in texts):
            raise BadRequest("A NUL in a text")

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if request.path_info.startswith(ADMIN) and isinstance(exception, OverflowError | DataError):
            raise BadRequest("A number too large") from exception
