"""Who may change vocabularies: whoever holds Django's permission."""

from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User


def can_change_terms(user: User | AnonymousUser) -> bool:
    return user.has_perm("taxonomy.change_term")
