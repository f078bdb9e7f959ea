"""A person's decisions on whether an edit of an original says the same as before."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.exceptions import ReasonMissing
from cms.moderation.permissions import moderates
from cms.translations.enums import LogAction
from cms.translations.models import TranslatedPage, TrivialEdit
from cms.translations.states import Edit
from cms.translations.summaries import refresh


@transaction.atomic
def call_trivial(*, original: TranslatedPage, edit: Edit, reason: str, by: User) -> TrivialEdit:
    """Record that this edit says the same, so that translations of the text before are current for the text after.

    Raises PermissionDenied, or ReasonMissing.
    """
    _require_moderator(original, by)
    if not reason.strip():
        raise ReasonMissing
    path, before, after = edit
    row, _created = TrivialEdit.objects.update_or_create(
        translation_key=original.translation_key,
        path=path,
        before=before,
        after=after,
        defaults={"holds": True, "rule": TrivialEdit.Rule.PERSON, "decided_by": by, "reason": reason.strip()},
    )
    _record(original, LogAction.CALL_TRIVIAL, row, by)
    return row


@transaction.atomic
def take_back(*, original: TranslatedPage, row: TrivialEdit, by: User) -> None:
    """Let the edit count again, whoever or whatever rule called it trivial; no rule takes it again."""
    _require_moderator(original, by)
    row.holds, row.rule, row.decided_by = False, TrivialEdit.Rule.PERSON, by
    row.save(update_fields=["holds", "rule", "decided_by", "decided_at"])
    _record(original, LogAction.TAKE_BACK, row, by)


def _require_moderator(original: Page, by: User) -> None:
    if not (by.is_active and moderates(by, original)):
        raise PermissionDenied(_("Only a moderator decides what is trivial for the translations."))


def _record(original: TranslatedPage, action: LogAction, row: TrivialEdit, by: User) -> None:
    data = {"path": row.path, "before": row.before, "after": row.after, "reason": row.reason}
    log(instance=original, action=action.value, user=by, data=data)
    refresh(type(original), [original.translation_key])
