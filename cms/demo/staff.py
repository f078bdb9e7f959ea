"""The demo accounts as people who can sign in."""

from __future__ import annotations

from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from cms.accounts.enums import Role, group_name
from cms.accounts.models import User
from cms.demo.accounts import ACCOUNTS, Account
from cms.records.importing.operators import operator_account

PASSWORD = "wsis-demo-2026"
"""Of every demo account; a demonstration answers on this machine only."""


def make_staff() -> None:
    """Make the demo accounts that are missing, each with its role and language."""
    for account in ACCOUNTS:
        if not User.objects.filter(email=account.email).exists():
            make_person(account)


def make_person(account: Account) -> User:
    person = User.objects.create_user(account.email.split("@")[0], account.email, PASSWORD, name=account.name)
    person.groups.add(Group.objects.get(name=group_name(Role(account.role), account.scope)))
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = account.language
    profile.save()
    return person


def with_role(role: Role, scope: str = "", *, after: int = 0) -> User:
    """Return the demo person who holds a role; `after` skips the first ones."""
    emails = [account.email for account in ACCOUNTS if (account.role, account.scope) == (role, scope)]
    return User.objects.get(email=emails[after])


def operator() -> User:
    """Return the account in whose name the demo records are imported."""
    return operator_account()
