"""What every operation of the API does with a request before it answers, and adds to the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from search import budget, rates
from search.api.problems import problem
from search.rates import View

DEFAULT_LANGUAGE = "en"
JSON = "application/json"


def entrance(scope: str, share: int = 1) -> Callable[[View], View]:
    """Speak the language asked for, hold the client to its rate and to what it accepts; answer 304 where it can.

    All that is asked of the engine inside shares one budget.
    """

    def decorate(view: View) -> View:
        answer = rates.limited(scope, too_many, share)(in_json(conditional_page(budget.shared()(view))))

        @wraps(view)
        def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with translation.override(spoken(request)):
                return answer(request, *args, **kwargs)

        return enter

    return decorate


def in_json(view: View) -> View:
    """Refuse a client that does not accept what the API answers with."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not accepts_json(request):
            return problem(406, _("This address answers with JSON only."))
        return view(request, *args, **kwargs)

    return answer


def spoken(request: HttpRequest) -> str:
    """Return the language asked for by `lang`, English by default whatever the client's own settings."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else DEFAULT_LANGUAGE


def accepts_json(request: HttpRequest) -> bool:
    return not request.headers.get("Accept", "").strip() or request.accepts(JSON)


def too_many(allowance: rates.Allowance) -> HttpResponseBase:
    return problem(429, allowance.refusal())
