"""Requests that cannot be taken, answered by a page of the site in the reader's language."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400; a host that is not ours has no site whose page it could be."""
    if isinstance(exception, DisallowedHost):
        return bad_request(request, exception)
    return render(request, "refused.html", status=400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that does not come from a page of ours, or from one that is too old."""
    return render(request, "refused.html", status=403)
