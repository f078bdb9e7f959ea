"""Who may publish a language within a set."""

from cms.accounts.models import User
from cms.moderation.enums import Move
from cms.moderation.permissions import moves_of
from cms.translations.models import TranslatedPage


def reads_for_publication(user: User, page: TranslatedPage) -> bool:
    """Whether the person may decide on what waits: as for a publication, but for the original's being public."""
    return Move.REQUEST_CHANGES in moves_of(user, page)
