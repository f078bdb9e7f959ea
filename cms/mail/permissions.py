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
from cms.mail.models import OutgoingMail

Person = User | AnonymousUser


def can_read_mails(user: Person) -> bool:
    """Administrators read the mails of everybody; where no mail leaves the site, others find their own here."""
    return may_enter_admin(user) and (is_administrator(user) or settings.MAIL_STAYS_HERE)


def readable_mails(user: Person) -> QuerySet[OutgoingMail]:
    """Return the mails that the person may see in the list; can_read_text says of which the text too."""
    if not can_read_mails(user):
        return OutgoingMail.objects.none()
    return OutgoingMail.objects.all() if is_administrator(user) else _mails_to(user)


def can_read_text(user: Person, mail: OutgoingMail) -> bool:
    """A confidential one is read by nobody here; where no mail leaves the site, as the others.

    Administrators, who set passwords, learn nothing from a link that they could not do, and without them nobody who
    has no account yet could be let in.
    """
    if mail.is_confidential and not settings.MAIL_STAYS_HERE:
        return False
    return readable_mails(user).filter(pk=mail.pk).exists()


def _mails_to(user: Person) -> QuerySet[OutgoingMail]:
    email = getattr(user, "email", "")
    return OutgoingMail.objects.filter(to__iexact=email) if email else OutgoingMail.objects.none()


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
