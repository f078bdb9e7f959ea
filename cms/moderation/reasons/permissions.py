"""Who keeps the list of reasons, and who publishes translations of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.accounts.permissions import has_role, is_administrator, may_enter_admin, reviews


def can_change_reasons(user: User | AnonymousUser) -> bool:
    """Moderators and administrators."""
    return may_enter_admin(user) and (is_administrator(user) or has_role(user, Role.MODERATOR))


def can_translate_reasons(user: User | AnonymousUser, language: str) -> bool:
    """Whether the person may publish a translation of a reason that somebody else wrote."""
    return language != settings.LANGUAGE_CODE and reviews(user, language)
