"""Errors of the API as problem documents (RFC 9457), wherever in the stack they arise."""

from __future__ import annotations

import http
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/problem+json"
PREFIX = "/api/"


def problem(status: int, detail: str = "", **members: Any) -> HttpResponse:
    """Return a problem document; `members` are added to it, such as the parameter that is to blame."""
    body = {"type": "about:blank", "title": http.HTTPStatus(status).phrase, "status": status}
    if detail:
        body["detail"] = detail
    return HttpResponse(
        json.dumps(body | members, ensure_ascii=False), status=status, content_type=CONTENT_TYPE
    )


class ProblemMiddleware:
    """Outermost: turns any error page below /api/ into a problem document and keeps its headers, such as Allow."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Keep LocaleMiddleware from sending what is not found below /api/ to the same place below a language.

        It redirects where the request's addresses have language prefixes. Set after the request was resolved, this
        changes nothing else: reverse() goes on with the addresses of the site.
        """
        if request.path_info.startswith(PREFIX):
            request.urlconf = "search.urls"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path_info.startswith(PREFIX) or response.status_code < 400:
            return response
        if response.headers.get("Content-Type", "").startswith(CONTENT_TYPE):
            return response
        return as_problem(response)


def as_problem(response: HttpResponseBase) -> HttpResponse:
    converted = problem(response.status_code, detail_of(response.status_code))
    for name, value in response.headers.items():
        if name not in ("Content-Type", "Content-Length"):
            converted.headers[name] = value
    return converted


def detail_of(status: int) -> str:
    """Say what to do, for the errors that Django and the API framework answer themselves."""
    return {
        400: _("The request cannot be read."),
        404: _("There is nothing at this address."),
        405: _("This address can only be read: use GET."),
        500: _("Something went wrong on our side. It has been noted."),
    }.get(status, "")
