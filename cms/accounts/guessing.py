"""Which account somebody tries to sign in to: what wrong passwords are counted by, together with the address."""

from collections.abc import Mapping

from django.http import HttpRequest

from cms.accounts.models import User

LONGEST = 255
"""What the database column of the counted account holds."""


def tried_account(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """Return the account's e-mail address as far as it was typed, in lower case; "" when none was.

    Form, reauthentication and success name the account differently, by address or by user name: it is one account.
    """
    given = credentials or request.POST
    typed = given.get("email") or given.get("login") or address_of(given.get("username") or "")
    return typed.strip().lower()[:LONGEST]


def address_of(username: str) -> str:
    addresses = User.objects.filter(username=username).values_list("email", flat=True)
    return addresses.first() or username
