"""The list of what waits as a person last looked at it, so that they come back to the same filters."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

LAST = "desk_waiting"
"""What the session keeps it under."""


def remember_list(request: HttpRequest, query: str) -> None:
    """Keep the filters of the list; the session is written only where they are others than before."""
    if request.session.get(LAST, "") != query:
        request.session[LAST] = query


def last_list(request: HttpRequest) -> str:
    """Return the address of the list with the filters under which it was opened last in this session."""
    query = request.session.get(LAST, "")
    return reverse("desk_waiting") + (f"?{query}" if query else "")
