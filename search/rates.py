"""How many requests one address may make in a minute: the rule of the API, of files and of feeds."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from cms.core.addresses import client_address
from search import counts

log = structlog.get_logger(__name__)

MINUTE = 60

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What an address has left in this minute."""

    limit: int
    used: int
    seconds: int
    """Until the minute is over, 1 to 60."""

    @property
    def is_spent(self) -> bool:
        return self.used > self.limit

    def headers(self) -> dict[str, str]:
        """Return the headers that tell a client of it; Retry-After once nothing is left."""
        told = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(self.limit - self.used, 0)),
            "RateLimit-Reset": str(self.seconds),
        }
        return told | {"Retry-After": str(self.seconds)} if self.is_spent else told

    def refusal(self) -> str:
        """Say why there is no answer, and when to come back."""
        told = _(
            "There were more requests from your address than %(limit)s in this minute. "
            "Wait a minute, then ask again."
        )
        return told % {"limit": self.limit}


def limited(
    scope: str, refuse: Callable[[Allowance], HttpResponseBase], share: int = 1
) -> Callable[[View], View]:
    """Hold each address to its rate: `refuse` answers beyond it, and every answer's headers tell how it stands."""

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            allowance = take(request, scope, share)
            if allowance is None:
                return view(request, *args, **kwargs)
            response = refuse(allowance) if allowance.is_spent else view(request, *args, **kwargs)
            for name, value in allowance.headers().items():
                response.headers[name] = value
            return response

        return counted

    return decorate


def take(request: HttpRequest, scope: str, share: int = 1) -> Allowance | None:
    """Count a request of its address; None where there is no limit, or the count cannot be kept.

    Minutes are those of the clock. Every scope is counted by itself and allows `share` times API_RATE. The file of
    counts holds no address, only what this site's secret makes of it.
    """
    if not settings.API_RATE:
        return None
    now = int(time.time())
    key = salted_hmac(__name__, f"{scope} {client_address(request)}").hexdigest()
    try:
        used = counts.count(settings.API_COUNTS, now // MINUTE, key)
    except sqlite3.Error as error:
        log.warning("requests_not_counted", error=str(error))
        return None
    return Allowance(settings.API_RATE * share, used, MINUTE - now % MINUTE)
