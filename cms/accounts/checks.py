"""What has to hold for the second factor and the counting of guesses to be worth anything."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.urls import resolve

from cms.accounts import urls

SECOND_FACTOR = "cms.accounts.middleware.SecondFactorMiddleware"
SIGNED_IN = "allauth.account.middleware.AccountMiddleware"
COUNTING = "axes.backends.AxesStandaloneBackend"


def second_factor_is_asked_for(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """accounts.E001: the one place that demands it stands behind the middleware that knows who is there."""
    order = [name for name in settings.MIDDLEWARE if name in (SIGNED_IN, SECOND_FACTOR)]
    if order == [SIGNED_IN, SECOND_FACTOR]:
        return []
    return [
        Error(
            "Nothing asks staff for their second factor.",
            hint=f"List {SECOND_FACTOR} in MIDDLEWARE, after {SIGNED_IN}.",
            id="accounts.E001",
        )
    ]


def wagtails_doors_are_closed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """accounts.E002: Wagtail's own sign-in and password reset know nothing of a second factor."""
    doors = {"/admin/login/": urls.sign_in, "/admin/password_reset/": urls.new_password}
    open_doors = [address for address, view in doors.items() if resolve(address).func is not view]
    if not open_doors:
        return []
    return [
        Error(
            f"{', '.join(open_doors)} passes by the second factor.",
            hint="Include cms.accounts.urls before Wagtail's admin addresses.",
            id="accounts.E002",
        )
    ]


def guesses_are_counted_first(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """accounts.E003: a backend before axes would let a locked account in."""
    if settings.AUTHENTICATION_BACKENDS[0] == COUNTING:
        return []
    return [
        Error(
            "Passwords are checked before wrong ones are counted.",
            hint=f"Put {COUNTING} first in AUTHENTICATION_BACKENDS.",
            id="accounts.E003",
        )
    ]


CHECKS = (second_factor_is_asked_for, wagtails_doors_are_closed, guesses_are_counted_first)
