"""Who reads the report on decisions: what it tells is always of pages that the person sees."""

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.accounts.permissions import scopes
from cms.desk.queries import sees_all


def reads_report(user: User) -> bool:
    return sees_all(user) or bool(scopes(user, Role.FOCAL_POINT))


def reads_names(user: User) -> bool:
    """Whether the person is told who decided: a national focal point reads of the country, not of colleagues."""
    return sees_all(user)
