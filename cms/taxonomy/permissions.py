"""Who may change vocabularies: whoever holds Django's permission. Nobody may delete a term."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.accounts.models import User

Person = User | AnonymousUser


class KeepingPolicy(ModelPermissionPolicy):
    """Django's model permissions, except that some actions are open to nobody, superusers included."""

    def __init__(self, model: type[Model], *, closed: frozenset[str]):
        super().__init__(model)
        self.closed = closed

    def user_has_permission(self, user: Person, action: str) -> bool:
        return action not in self.closed and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Person, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        return super().users_with_any_permission(set(actions) - self.closed)


def can_change_terms(user: Person) -> bool:
    return user.has_perm("taxonomy.change_term")
