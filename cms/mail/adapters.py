"""The mails of allauth, in our words and through the outbox."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms.accounts import adapters
from cms.accounts.models import User
from cms.accounts.queries import language_of
from cms.mail.kinds import Kind
from cms.mail.outbox import send

CHANGES = {
    "account/email/password_changed": _("Your password was changed."),
    "account/email/password_reset": _("Your password was replaced through a link that was mailed to you."),
    "account/email/password_set": _("A password was set for your account."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made; the former ones no longer work."),
    "mfa/email/totp_activated": _("An authenticator app was set up as your second factor."),
    "mfa/email/totp_deactivated": _("The authenticator app is no longer your second factor."),
    "mfa/email/webauthn_added": _("A security key was added to your account."),
    "mfa/email/webauthn_removed": _("A security key was removed from your account."),
}
"""What allauth notifies of, by the name of its template."""


class AccountAdapter(adapters.AccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail in the person's language; one that we have no words for is sent in allauth's."""
        person = User.objects.filter(email__iexact=email).first()
        name = {"name": person or email}
        language = language_of(person)
        key = f"account:{uuid4()}"
        if template_prefix == "account/email/password_reset_key":
            values = name | {"link": context["password_reset_url"]}
            send(Kind.NEW_PASSWORD, email, language, values, key)
        elif change := CHANGES.get(template_prefix):
            values = name | {
                "change": change,
                "time": moment(language),
                "address": context["ip"],
                "browser": context["user_agent"],
            }
            send(Kind.ACCOUNT_CHANGED, email, language, values, key)
        else:
            super().send_mail(template_prefix, email, context)


def moment(language: str) -> str:
    with translation.override(language or None):
        return f"{date_format(timezone.now(), 'DATETIME_FORMAT')} UTC"
