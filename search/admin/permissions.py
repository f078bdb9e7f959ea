"""Who may do what with search in the admin."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User
from cms.accounts.permissions import is_administrator


def can_look_after_index(user: User | AnonymousUser) -> bool:
    """See how the index is, and have records tried again that could not be indexed."""
    return is_administrator(user)
