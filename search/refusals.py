"""What files and feeds answer instead: one sentence of plain text, because programs ask for them."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from search.params import Ignored
from search.rates import Allowance

PLAIN = "text/plain; charset=utf-8"


def unreadable(ignored: Iterable[Ignored]) -> HttpResponse:
    """Refuse a question with a parameter that cannot be read: everything would look like what was asked for."""
    line = _("The parameter %(parameter)s cannot be read: %(reason)s.")
    lines = [line % {"parameter": one.parameter, "reason": one.reason} for one in ignored]
    return HttpResponse("\n".join(lines), status=400, content_type=PLAIN)


def resting() -> HttpResponse:
    """Say that the engine does not answer."""
    words = _("Search is resting. Please try again in a minute.")
    return HttpResponse(words, status=503, content_type=PLAIN, headers={"Retry-After": "30"})


def too_many(allowance: Allowance) -> HttpResponse:
    """Refuse what goes beyond the rate; rates.limited adds when to come back."""
    return HttpResponse(allowance.refusal(), status=429, content_type=PLAIN)
