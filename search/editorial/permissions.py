"""Who may arrange what readers find: moderators and administrators; translators for the languages of theirs."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from cms.accounts.enums import Role, group_name
from cms.accounts.models import User
from cms.accounts.permissions import has_role, is_administrator, may_enter_admin, scopes

Person = User | AnonymousUser


def edits_every_language(user: Person) -> bool:
    return is_administrator(user) or has_role(user, Role.MODERATOR)


def languages_edited(user: Person) -> frozenset[str]:
    """Return the languages whose readers' searches the person may arrange; none for most people."""
    languages = frozenset(dict(settings.LANGUAGES))
    return languages if edits_every_language(user) else languages & scopes(user, Role.TRANSLATOR)


def edits_search(user: Person) -> bool:
    """Whether the person may enter the pages on which search is arranged and explained."""
    return may_enter_admin(user) and bool(languages_edited(user))


class EditorsPolicy(BasePermissionPolicy):
    """All that is open may be done by those who arrange search in some language."""

    def __init__(self, model: type[Model], *, closed: frozenset[str]) -> None:
        super().__init__(model)
        self.closed = closed

    def user_has_permission(self, user: Person, action: str) -> bool:
        return action not in self.closed and edits_search(user)

    def user_has_any_permission(self, user: Person, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Return those who hold a role that edits, whatever the language."""
        roles = [Role.ADMINISTRATOR, Role.MODERATOR]
        names = [group_name(role) for role in roles]
        names += [group_name(Role.TRANSLATOR, code) for code, _name in settings.LANGUAGES]
        people = User.objects.filter(is_active=True, groups__name__in=names)
        return people.distinct() if set(actions) - self.closed else User.objects.none()


class ByLanguagePolicy(EditorsPolicy):
    """Rows that have a language: each is for those who arrange search in it."""

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Model) -> bool:
        own = getattr(instance, "language", "") in languages_edited(user)
        return own and self.user_has_permission(user, action)

    def instances_user_has_any_permission_for(self, user: Person, actions: Iterable[str]) -> QuerySet:
        rows = self.model._default_manager.all()
        allowed = self.user_has_any_permission(user, actions)
        return rows.filter(language__in=languages_edited(user)) if allowed else rows.none()


class GlossaryPolicy(EditorsPolicy):
    """Terms in six languages: editors see and change all of them, each in their own languages (the form's to say).

    A new term needs several languages, so it is for those who edit every language.
    """

    def user_has_permission(self, user: Person, action: str) -> bool:
        return super().user_has_permission(user, action) and (action != "add" or edits_every_language(user))
