"""An original and its translations published in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.moderation import actions
from cms.moderation.exceptions import InvalidMove
from cms.translations.models import TranslatedPage


@dataclass(frozen=True, slots=True)
class Approval:
    """A page, and the digest of the content that was read."""

    page: TranslatedPage
    digest: str


@transaction.atomic
def approve_set(*, approvals: Sequence[Approval], by: User) -> None:
    """Publish all of these pages of one record, or none.

    The original comes first: a translation is public only beside it. Raises as actions.approve does, for the first page
    that may not be published, and InvalidMove where nothing is chosen, the pages are of several records, or one asks
    for more than one approval.
    """
    if len({each.page.translation_key for each in approvals}) != 1:
        raise InvalidMove(_("Choose the languages to publish."))
    for approval in sorted(approvals, key=lambda each: each.page.is_translation):
        if not actions.approve(page=approval.page, by=by, digest=approval.digest):
            raise InvalidMove(
                _("“%(title)s” asks for more than one approval: decide on it by itself.")
                % {"title": approval.page.get_admin_display_title()}
            )
