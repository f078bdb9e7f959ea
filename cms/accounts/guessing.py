"""Which account somebody tries to sign in to: what wrong passwords are counted by, together with the address."""

from collections.abc import Mapping

from django.http import HttpRequest

NAMES = ("email", "username", "login")
LONGEST = 255
"""What the database column of the counted account holds."""


def tried_account(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """Return the account as it was typed, whatever its case and the form: "" when none was."""
    given = credentials or request.POST
    typed = next((given[name] for name in NAMES if given.get(name)), "")
    return typed.strip().lower()[:LONGEST]
