"""Who reads the mails of the site, decides about them, and writes their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from cms.accounts.enums import Role, group_name
from cms.accounts.models import User
from cms.accounts.permissions import is_administrator, may_enter_admin, reviews
from cms.mail.kinds import CONTENTS, Kind

Person = User | AnonymousUser


def can_read_mails(user: Person) -> bool:
    """Administrators; and all staff where no mail leaves the site, so that it is read in the admin."""
    return may_enter_admin(user) and (is_administrator(user) or settings.MAIL_STAYS_HERE)


def can_decide_on_mails(user: Person) -> bool:
    """Whether the person may send mails again and clear addresses."""
    return may_enter_admin(user) and is_administrator(user)


def can_write(user: Person) -> bool:
    """Whether the person may change the words of mails; translators propose theirs on their desk."""
    return may_enter_admin(user) and is_administrator(user)


def can_translate_mail(user: Person, language: str, kind: Kind) -> bool:
    """Whether the person may publish a translation of a mail that somebody else wrote.

    What leads into an account is for administrators alone: a foreign link in it would be a trap.
    """
    if language == settings.LANGUAGE_CODE or not may_enter_admin(user):
        return False
    return is_administrator(user) if CONTENTS[kind].about_account else reviews(user, language)


class RulePolicy(BasePermissionPolicy):
    """These actions are open to those whom the rule lets in, others to nobody."""

    def __init__(self, model: type[Model], rule: Callable[[Person], bool], actions: frozenset[str]) -> None:
        super().__init__(model)
        self.rule = rule
        self.actions = actions

    def user_has_permission(self, user: Person, action: str) -> bool:
        return action in self.actions and self.rule(user)

    def user_has_any_permission(self, user: Person, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return the administrators, who may do all that is open."""
        role = Q(groups__name=group_name(Role.ADMINISTRATOR)) | Q(is_superuser=True)
        people = User.objects.filter(role, is_active=True)
        return people.distinct() if self.actions & set(actions) else User.objects.none()
