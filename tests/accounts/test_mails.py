"""Mails about accounts are in our words, in the person's language, and in the outbox."""

import pytest
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from django.core import mail as django_mail
from django.test import Client
from wagtail.users.models import UserProfile

from cms.mail.adapters import CHANGES
from cms.mail.kinds import Kind
from cms.mail.models import OutgoingMail
from tests.accounts.conftest import PASSWORD


def prefers(user, language: str) -> None:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()


@pytest.mark.parametrize(
    ("chosen", "subject"),
    [
        ("", "A new password for WSIS Stocktaking and Prizes"),
        ("ar", "كلمة مرور جديدة لموقع WSIS Stocktaking and Prizes"),
        ("zh", "WSIS Stocktaking and Prizes：设置新密码"),
    ],
)
def test_a_new_password_is_told_in_the_language_of_the_person(chosen, subject, client: Client, moderator):
    prefers(moderator, chosen)
    client.post("/accounts/password/reset/", {"email": moderator.email.upper()})
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to, mail.subject) == (Kind.NEW_PASSWORD, moderator.email, subject)
    assert "/accounts/password/reset/key/" in mail.body


def test_a_changed_password_is_told(client: Client, moderator):
    client.force_login(moderator)
    new = "another good phrase"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
        headers={"user-agent": "A browser"},
    )
    mail = OutgoingMail.objects.get()
    assert mail.kind == Kind.ACCOUNT_CHANGED
    assert "Your password was changed." in mail.body
    assert "From the address: 127.0.0.1" in mail.body
    assert "Browser: A browser" in mail.body


@pytest.mark.parametrize("event", CHANGES)
def test_every_change_that_allauth_notifies_of_has_words(event, rf, moderator):
    with context.request_context(rf.get("/")):
        get_adapter().send_notification_mail(event, moderator)
    assert str(CHANGES[event]) in OutgoingMail.objects.get().body
    assert django_mail.outbox == []
