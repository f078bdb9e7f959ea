"""Who has to have a second factor, and has none yet."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User
from cms.accounts.permissions import may_enter_admin


def owes_second_factor(person: User | AnonymousUser) -> bool:
    """Whether the person may do nothing as staff until a second factor is set up."""
    if not settings.MFA_REQUIRED or not isinstance(person, User):
        return False
    return may_enter_admin(person) and not is_mfa_enabled(person)
