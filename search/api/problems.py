"""Errors of the API as problem documents (RFC 9457)."""

from __future__ import annotations

import http
import json
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/problem+json"


def problem(status: int, detail: str = "", **members: Any) -> HttpResponse:
    """Return a problem document; `members` are added to it, such as the parameter that is to blame."""
    body = {"type": "about:blank", "title": http.HTTPStatus(status).phrase, "status": status}
    if detail:
        body["detail"] = detail
    return HttpResponse(
        json.dumps(body | members, ensure_ascii=False), status=status, content_type=CONTENT_TYPE
    )


def as_problem(response: HttpResponseBase) -> HttpResponse:
    """Turn an error page into a problem document that keeps its headers."""
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
