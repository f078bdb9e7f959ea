"""How many requests one address may make in a minute. Counted in the cache: where each process has its own, by each."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from cms.core.addresses import client_address

CACHE = "rates"
MINUTE = 60


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


def take(request: HttpRequest, scope: str, share: int = 1) -> Allowance | None:
    """Count a request of its address; None where there is no limit.

    Minutes are those of the clock. Every scope is counted by itself and allows `share` times API_RATE.
    """
    if not settings.API_RATE:
        return None
    now = int(time.time())
    used = count(f"{scope}:{now // MINUTE}:{client_address(request)}")
    return Allowance(settings.API_RATE * share, used, MINUTE - now % MINUTE)


def count(key: str) -> int:
    """Count one more under a key and return how many there are."""
    cache = caches[CACHE]
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # the cache was full and has dropped it
        return 1
