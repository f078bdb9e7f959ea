"""What is known of people beside their roles."""

from __future__ import annotations

from django.utils import translation
from wagtail.users.models import UserProfile

from cms.accounts.models import User


def language_of(person: User | None) -> str:
    """Return the language a person chose for the admin, else that of the page they are on."""
    chosen = UserProfile.objects.filter(user=person).exclude(preferred_language="") if person else None
    preferred = chosen.values_list("preferred_language", flat=True).first() if chosen is not None else None
    return preferred or translation.get_language() or ""
