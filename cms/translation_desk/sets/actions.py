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
    that may not be published, and InvalidMove where nothing is chosen or the pages are of several records.
    """
    if len({each.page.translation_key for each in approvals}) != 1:
        raise InvalidMove(_("Choose the languages to publish."))
    for approval in sorted(approvals, key=lambda each: each.page.is_translation):
        actions.approve(page=approval.page, by=by, digest=approval.digest)
