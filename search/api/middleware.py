"""What holds for every address below /api/: it is only read, and every error is a problem document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from search.api.problems import CONTENT_TYPE, as_problem

PREFIX = "/api/"
ALLOWED = "GET, HEAD"


class ApiMiddleware:
    """Outermost: answers HEAD as GET without the body, and errors from wherever in the stack as problem documents."""

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
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method != "HEAD":
            return self.answer(request)
        request.method = "GET"
        response = self.answer(request)
        request.method = "HEAD"
        return without_body(response)

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 405:
            response.headers["Allow"] = ALLOWED
        is_problem = response.headers.get("Content-Type", "").startswith(CONTENT_TYPE)
        return response if response.status_code < 400 or is_problem else as_problem(response)


def without_body(response: HttpResponseBase) -> HttpResponseBase:
    """Return the headers of an answer alone, its length among them."""
    if isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response
