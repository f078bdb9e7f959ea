"""Who proposes words for the texts of the site, and who decides about them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.records.translating import can_translate
from cms.translation_desk.texts.models import TextProposal
from cms.translation_desk.texts.registry import SOURCES


def can_propose(user: User, language: str) -> bool:
    """Whether the person translates texts into this language: originals are changed where they are edited."""
    return language != settings.LANGUAGE_CODE and can_translate(user, language)


def require_translator(user: User, language: str) -> None:
    if not can_propose(user, language):
        raise PermissionDenied(_("You do not translate into this language."))


def wrote(user: User, proposal: TextProposal) -> bool:
    """Whether the person wrote or handed in anything of these words."""
    return proposal.history.filter(by=user).exists()


def written_by(user: User, language: str) -> set[int]:
    """Return the primary keys of the proposals for which `wrote` holds."""
    return set(TextProposal.history.filter(by=user, language=language).values_list("id", flat=True))


def can_decide(user: User, proposal: TextProposal, *, wrote_it: bool) -> bool:
    """Whether the person decides on these words: by their roles, and as a second pair of eyes."""
    source = SOURCES[proposal.source]
    return user.is_active and not wrote_it and source.may_publish(user, proposal.language, proposal.group)
