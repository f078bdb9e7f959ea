"""What files and feeds answer instead: one sentence of plain text, because programs ask for them."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from search.engines.base import StaleCursor, UnknownCursor
from search.params import Ignored
from search.rates import Allowance

PLAIN = "text/plain; charset=utf-8"


def unreadable(ignored: Iterable[Ignored]) -> HttpResponse:
    """Refuse a question with a parameter that cannot be read: everything would look like what was asked for."""
    line = _("The parameter %(parameter)s cannot be read: %(reason)s.")
    lines = [line % {"parameter": one.parameter, "reason": one.reason} for one in ignored]
    return HttpResponse("\n".join(lines), status=400, content_type=PLAIN)


def cursor_ignored(error: StaleCursor) -> Ignored:
    """Say why a list cannot go on where the reader was."""
    if isinstance(error, UnknownCursor):
        return Ignored("cursor", "", _("it names no place in a list; without it the list begins anew"))
    return Ignored("cursor", "", _("the list has changed since; without it the list begins anew"))


def resting() -> HttpResponse:
    """Say that the engine does not answer."""
    words = _("Search is resting. Please try again in a minute.")
    return HttpResponse(words, status=503, content_type=PLAIN, headers={"Retry-After": "30"})


def too_many(allowance: Allowance) -> HttpResponse:
    """Refuse what goes beyond the rate; rates.limited adds when to come back."""
    return HttpResponse(allowance.refusal(), status=429, content_type=PLAIN)
