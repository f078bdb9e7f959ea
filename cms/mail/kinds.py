"""The kinds of mail the site sends, and the values that the words of each are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    NEW_PASSWORD = "new_password", _("Link to a new password")
    ACCOUNT_CHANGED = "account_changed", _("Account was changed")
    TRANSLATION_THERE = "translation_there", _("Translation is there")
    DESK_DIGEST = "desk_digest", _("What waits for a decision")
    DESK_ESCALATION = "desk_escalation", _("What has waited too long")
    DECISIONS = "decisions", _("Decisions on texts")
    QUESTIONS = "questions", _("Messages about texts")
    OTHER = "other", pgettext_lazy("kind of mail", "Other")
    """Words of a library, sent as they are; there is no template."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a mail tells, by placeholder, each with a sample."""

    needed: Mapping[str, str]
    """Without these the text would be useless: every body has them."""
    offered: Mapping[str, str]
    about_account: bool = False
    """Whether it leads into an account: only administrators write it."""
    confidential: bool = False
    """Whether who reads it could use it: the text is shown to nobody and forgotten once it is sent."""

    @property
    def samples(self) -> dict[str, str]:
        return {**self.needed, **self.offered}


NAME = {"name": "Mona Keita"}
SITE = {"site": "WSIS Stocktaking"}
"""Every kind offers it; `send` fills it in."""

CONTENTS: Mapping[Kind, Contents] = {
    Kind.NEW_PASSWORD: Contents(
        needed={"link": "https://example.org/accounts/password/reset/key/7-abc123/"},
        offered=NAME | SITE,
        about_account=True,
        confidential=True,
    ),
    Kind.ACCOUNT_CHANGED: Contents(
        needed={"change": "Your password was changed."},
        offered=NAME | SITE | {"time": "2026-05-17 09:30 UTC", "address": "192.0.2.7", "browser": "Firefox"},
        about_account=True,
    ),
    Kind.TRANSLATION_THERE: Contents(
        needed={"title": "Telemedicine for rural clinics", "link": "https://example.org/en/stocktaking/"},
        offered=SITE,
    ),
    Kind.DESK_DIGEST: Contents(
        needed={
            "list": "New (1)\n- Telemedicine for rural clinics (Stocktaking project, 1 working day)\n"
            "  https://example.org/admin/desk/7/",
            "link": "https://example.org/admin/desk/waiting/",
        },
        offered=NAME | SITE | {"settings": "https://example.org/admin/account/"},
    ),
    Kind.DESK_ESCALATION: Contents(
        needed={
            "list": "- Telemedicine for rural clinics (Stocktaking project, 11 working days)\n"
            "  https://example.org/admin/desk/7/",
            "link": "https://example.org/admin/desk/waiting/?time=overdue",
        },
        offered=NAME | SITE,
    ),
    Kind.DECISIONS: Contents(
        needed={
            "list": "- “Telemedicine for rural clinics” is published.\n  https://example.org/en/stocktaking/\n\n"
            "- “Village radio” needs changes from you.\n  Please say what was achieved."
        },
        offered=NAME | SITE | {"titles": "“Telemedicine for rural clinics” and 1 more"},
    ),
    Kind.QUESTIONS: Contents(
        needed={"list": "- Moderators ask you about “Village radio”.\n  Summary: What was achieved?"},
        offered=NAME | SITE | {"titles": "“Village radio”"},
    ),
}
"""Every kind that has a template."""

CONFIDENTIAL = frozenset(
    {Kind.OTHER, *(kind for kind, contents in CONTENTS.items() if contents.confidential)}
)
"""What a library wrote may hold a code or a link into an account: nobody here knows."""
TEMPLATED = [(kind.value, kind.label) for kind in CONTENTS]
