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
READ_ONLY = frozenset({Role.FOCAL_POINT, Role.AUDITOR})
EDITORS = frozenset({Role.ADMINISTRATOR, Role.MODERATOR, Role.SECRETARIAT, Role.AUTHOR})
"""Roles that write pages of any moderated type; the secretariat's are prize pages only."""


def group_name(role: Role, scope: str = "") -> str:
    """Return "moderator", "translator:fr", "focal-point:KE"."""
    return f"{role}:{scope}" if scope else str(role)
