"""The roles of the platform. A role is a group; some roles hold for one language or one country only."""

from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    MODERATOR = "moderator"
    SECRETARIAT = "secretariat"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    FOCAL_POINT = "focal-point"
    AUDITOR = "auditor"
    AUTHOR = "author"


PER_LANGUAGE = frozenset({Role.TRANSLATOR, Role.REVIEWER})
PER_COUNTRY = frozenset({Role.FOCAL_POINT})
READ_ONLY = frozenset({Role.AUDITOR, Role.FOCAL_POINT})
"""Who reads on the desk and decides on nothing."""


def group_name(role: Role, scope: str = "") -> str:
    """Return "moderator", "translator:fr", "focal-point:KE"."""
    return f"{role}:{scope}" if scope else str(role)
