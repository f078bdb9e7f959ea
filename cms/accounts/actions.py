"""What an operator does to an account."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from cms.accounts.models import User


@transaction.atomic
def remove_second_factor(*, user: User) -> int:
    """Remove app, security keys and recovery codes of a person who lost them; return how many there were.

    Their next visit to the admin leads to setting up new ones. The password stays.
    """
    removed, _by_model = Authenticator.objects.filter(user=user).delete()
    return removed
