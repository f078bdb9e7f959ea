"""The one link in a mail that opens something, to a new password: forged, altered, old, used twice or by another.

A code of a second factor is no link; it is used once too. No other mail carries a token: their links lead to pages that
ask who is there.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.mail.kinds import CONTENTS, Kind
from cms.mail.models import OutgoingMail
from tests.factories import person

PASSWORD = "a sentence that nobody guesses"

pytestmark = pytest.mark.usefixtures("repository")


def link_for(user):
    Client().post(reverse("account_reset_password"), {"email": user.email})
    sent = OutgoingMail.objects.filter(to=user.email, kind=Kind.NEW_PASSWORD).latest("pk")
    return re.search(r"https?://[^/]+(/\S*password/reset/key/\S+)", sent.body)[1]


def follow(client, link, password=PASSWORD):
    """Open the link as a browser does, and send the form that it leads to."""
    page = client.get(link, follow=True)
    form = page.redirect_chain[-1][0] if page.redirect_chain else link
    return page, client.post(form, {"password1": password, "password2": password}, follow=True)


@pytest.fixture
def moderator():
    user = person("moderator")
    user.set_password("the one before this one")
    user.save()
    return user


def has(user, password):
    return User.objects.get(pk=user.pk).check_password(password)


ALTERED = {
    "another person": lambda link, other: re.sub(r"key/[^-]+-", f"key/{other}-", link),
    "one letter": lambda link, other: link[:-2] + ("a" if link[-2] != "a" else "b") + link[-1],
    "cut short": lambda link, other: link.rstrip("/")[:-6] + "/",
    "no token": lambda link, other: re.sub(r"-[^/]+/$", "-/", link),
    "the form's address": lambda link, other: re.sub(r"-[^/]+/$", "-set-password/", link),
    "a date later": lambda link, other: re.sub(r"key/([^-]+)-[^-]+-", r"key/\1-zzzzzz-", link),
}


@pytest.mark.parametrize("how", ALTERED)
def test_a_link_that_was_altered_opens_nothing_and_says_so(how, moderator, client):
    other = person("administrator")
    theirs = re.search(r"key/([^-]+)-", link_for(other))[1]
    link = ALTERED[how](link_for(moderator), theirs)

    page, _answer = follow(client, link)

    assert page.status_code in {200, 404}
    assert not has(moderator, PASSWORD) and not has(other, PASSWORD)
    if page.status_code == 200:
        assert "password1" not in page.content.decode()
        assert "link" in page.content.decode()


def test_a_link_is_used_once(moderator, client):
    link = link_for(moderator)
    follow(client, link)
    assert has(moderator, PASSWORD)

    page, _answer = follow(Client(), link, "another sentence that nobody guesses")

    assert "password1" not in page.content.decode()
    assert has(moderator, PASSWORD)


def test_an_earlier_link_ends_with_a_later_ones_use(moderator, client):
    first = link_for(moderator)
    follow(client, link_for(moderator))

    follow(Client(), first, "another sentence that nobody guesses")

    assert has(moderator, PASSWORD)


def test_a_link_ends_in_time(moderator, client, time_machine, settings):
    time_machine.move_to("2026-11-02 12:00", tick=False)
    link = link_for(moderator)
    time_machine.shift(settings.PASSWORD_RESET_TIMEOUT + 1)

    follow(client, link)

    assert not has(moderator, PASSWORD)


def test_a_link_ends_when_the_address_changes(moderator, client):
    link = link_for(moderator)
    User.objects.filter(pk=moderator.pk).update(email="new@example.org")

    follow(client, link)

    assert not has(moderator, PASSWORD)


def test_another_persons_link_changes_their_password_and_not_mine(moderator, client):
    """Who is signed in and opens a link from a mail to somebody else stays who they are."""
    me = person("administrator")
    me.set_password("my own long sentence")
    me.save()
    client.force_login(me)

    follow(client, link_for(moderator))

    assert has(me, "my own long sentence")
    assert client.session.get("_auth_user_id") in {str(me.pk), None}


def test_a_dismissed_person_gets_no_link(moderator, client):
    User.objects.filter(pk=moderator.pk).update(is_active=False)

    client.post(reverse("account_reset_password"), {"email": moderator.email})

    assert not OutgoingMail.objects.filter(to=moderator.email, kind=Kind.NEW_PASSWORD).exists()


def test_no_other_mail_carries_a_token():
    """A new mail whose link opens something by itself needs tests like these."""
    tokens = {kind for kind in CONTENTS if "/key/" in str(CONTENTS[kind].needed)}

    assert tokens == {Kind.NEW_PASSWORD}
