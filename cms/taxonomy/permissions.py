"""Who may change vocabularies: whoever holds Django's permission. Labels in a language: its reviewers too."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User
from cms.accounts.permissions import reviews


def can_change_terms(user: User | AnonymousUser) -> bool:
    return user.has_perm("taxonomy.change_term")


def can_translate_labels(user: User | AnonymousUser, language: str) -> bool:
    """Whether the person may publish a translation of a label that somebody else wrote."""
    return language != settings.LANGUAGE_CODE and reviews(user, language)
