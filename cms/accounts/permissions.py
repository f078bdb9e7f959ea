"""Which roles a person holds. Every other permission module asks here."""

from django.contrib.auth.models import AnonymousUser

from cms.accounts.enums import Role, group_name
from cms.accounts.models import User


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """Return the group names of an active person; read once per person object."""
    return user.group_names if isinstance(user, User) and user.is_active else frozenset()


def has_role(user: User | AnonymousUser, role: Role, scope: str = "") -> bool:
    return group_name(role, scope) in roles_of(user)


def scopes(user: User | AnonymousUser, role: Role) -> frozenset[str]:
    """Return the languages or countries for which the person holds this role."""
    prefix = group_name(role) + ":"
    return frozenset(name.removeprefix(prefix) for name in roles_of(user) if name.startswith(prefix))


def is_administrator(user: User | AnonymousUser) -> bool:
    """Administrators and Django's superusers; four eyes hold for both."""
    return has_role(user, Role.ADMINISTRATOR) or (user.is_active and user.is_superuser)


def reviews(user: User | AnonymousUser, language: str) -> bool:
    """Whether the person's roles let them decide on words in a language that others wrote, four eyes aside."""
    return has_role(user, Role.REVIEWER, language) or has_role(user, Role.MODERATOR) or is_administrator(user)


def has_staff_role(user: User | AnonymousUser) -> bool:
    """Whether the person holds any role beside that of an author, and reads what the log keeps for the staff."""
    return is_administrator(user) or bool(roles_of(user) - {Role.AUTHOR})


def may_enter_admin(user: User | AnonymousUser) -> bool:
    """Whether the person works in the admin: every role, that of an author too, brings the permission to."""
    return user.has_perm("wagtailadmin.access_admin")
