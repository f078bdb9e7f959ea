"""Who may have files of translations."""

from django.conf import settings

from cms.accounts.models import User
from cms.records.translating import can_translate


def languages_of(user: User) -> list[tuple[str, str]]:
    """Return the languages into which the person translates, each with its name."""
    return [(code, name) for code, name in settings.LANGUAGES if can_translate(user, code)]


def can_use_files(user: User) -> bool:
    return user.is_active and bool(languages_of(user))
