"""The reasons for decisions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.moderation.models import Reason, ReasonText
from cms.moderation.reasons.actions import translate_reason
from cms.moderation.reasons.models import move_choices
from cms.moderation.reasons.permissions import can_translate_reasons
from cms.translation_desk.texts.sources import TextSource


class ReasonTexts(TextSource):
    name = "reasons"
    label = _("Reasons for decisions")
    model = ReasonText
    key_columns = ("reason__move", "reason__code")
    row = "reason"
    order = ("reason__move", "reason__sort_order", "reason_id")
    fields = ("words",)

    def groups(self) -> list[tuple[str, Any]]:
        return move_choices()

    def is_optional(self, field: str) -> bool:
        """Empty words are none: the English stand in."""
        return False

    def may_publish(self, user: User, language: str, group: str) -> bool:
        return can_translate_reasons(user, language)

    def publish(self, *, key: str, field: str, language: str, words: str, by: User) -> None:
        reason = Reason.objects.get(code=key.partition("/")[2])
        translate_reason(reason=reason, language=language, words=words, by=by)
