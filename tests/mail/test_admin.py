"""The outbox and the marked addresses in the admin."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone

from cms.core.changes import changes_of
from cms.mail.enums import AddressState, State
from cms.mail.kinds import Kind
from cms.mail.models import Address, OutgoingMail
from cms.mail.outbox import send
from tests.factories import person

pytestmark = pytest.mark.usefixtures("repository")

LINK = {"name": "Mona", "link": "https://example.org/secret"}
OTHERS = ["moderator", "secretariat", "translator:fr", "reviewer:fr", "auditor", "author", "focal-point:KE"]


def signed_in(client: Client, *roles: str) -> Client:
    client.force_login(person(*roles))
    return client


def words(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def inspect(mail: OutgoingMail) -> str:
    return f"/admin/mail/inspect/{mail.pk}/"


def new_password() -> OutgoingMail:
    send(Kind.NEW_PASSWORD, "mona@example.org", "en", LINK, "one")
    return OutgoingMail.objects.get(key="one")


def test_the_list_leads_to_state_and_text(client, tell, postbox, work):
    mail = tell(language="ar")
    work()
    client = signed_in(client, "administrator")

    listed = words(client, "/admin/mail/")
    page = words(client, inspect(mail))

    assert inspect(mail) in listed
    assert "reader@example.org" in listed
    assert "Sent" in page
    assert 'lang="ar" dir="rtl"' in page
    assert '<a href="https://example.org/fr/"' in page
    assert "Next try" not in page


def test_the_list_is_filtered_by_state_and_searched(client, tell, postbox, work):
    postbox.answers["bad@example.org"] = "550 5.1.1 No such user"
    tell(to="bad@example.org")
    tell(to="good@example.org")
    work()
    client = signed_in(client, "administrator")

    given_up = words(client, "/admin/mail/?state=given_up")
    assert ("bad@example.org" in given_up, "good@example.org" in given_up) == (True, False)
    assert "The mail server says that the address does not take mail." in given_up
    found = words(client, "/admin/mail/?q=good")
    assert ("bad@example.org" in found, "good@example.org" in found) == (False, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_many(rows, client, tell, django_assert_max_num_queries):
    for number in range(rows):
        tell(to=f"reader{number}@example.org")
    client = signed_in(client, "administrator")
    words(client, "/admin/mail/")
    with django_assert_max_num_queries(16):
        words(client, "/admin/mail/")


@pytest.mark.parametrize("role", OTHERS)
def test_mails_are_for_administrators(role, client, tell):
    mail = tell()
    address = Address.objects.create(email="a@example.org", state=AddressState.REFUSED)
    client = signed_in(client, role)
    for path in ("/admin/mail/", "/admin/mail/addresses/"):
        assert client.get(path).status_code == 302
    assert client.get(inspect(mail)).status_code == 404
    assert client.post("/admin/mail/addresses/", {"clear": address.pk}).status_code == 302
    assert client.post(inspect(mail), {"again": "1"}).status_code == 404
    assert Address.objects.get().state == AddressState.REFUSED


@pytest.mark.parametrize("role", OTHERS)
def test_where_no_mail_leaves_the_site_staff_read_their_own_and_none_decide(
    role, client, settings, tell, work
):
    settings.MAIL_STAYS_HERE = True
    of_another = tell()
    reader = person(role)
    send(Kind.NEW_PASSWORD, reader.email.upper(), "en", LINK, "own")
    own = OutgoingMail.objects.get(key="own")
    work()
    client.force_login(reader)

    listed = words(client, "/admin/mail/")

    assert (inspect(own) in listed, inspect(of_another) in listed) == (True, False)
    assert "https://example.org/secret" in words(client, inspect(own))
    for attempt in (client.get(inspect(of_another)), client.post(inspect(of_another), {"again": "1"})):
        assert attempt.status_code == 404
    assert client.post(inspect(own), {"again": "1"}).status_code == 302
    assert client.get("/admin/mail/addresses/").status_code == 302
    own.refresh_from_db()
    assert own.state == State.SENT


def test_where_no_mail_leaves_the_site_administrators_read_links_for_those_who_cannot_sign_in(
    client, settings, work
):
    settings.MAIL_STAYS_HERE, settings.EMAIL_BACKEND = True, "cms.mail.backend.OutboxBackend"
    mail = new_password()
    send_mail("Sign in", "code 123456", None, ["mona@example.org"])
    work()
    client = signed_in(client, "administrator")

    assert "https://example.org/secret" in words(client, inspect(mail))
    [of_library] = OutgoingMail.objects.filter(kind=Kind.OTHER)
    assert "123456" in words(client, inspect(of_library))


def test_where_mails_leave_administrators_do_not_read_what_a_library_wrote(client, settings):
    settings.EMAIL_BACKEND = "cms.mail.backend.OutboxBackend"
    send_mail("Sign in", "code 123456", None, ["mona@example.org"])
    [of_library] = OutgoingMail.objects.filter(kind=Kind.OTHER)

    assert "123456" not in words(signed_in(client, "administrator"), inspect(of_library))


def test_nobody_reads_a_link_into_an_account_and_it_is_forgotten_once_sent(client, postbox, work):
    mail = new_password()
    client = signed_in(client, "administrator")

    waiting = words(client, inspect(mail))
    work()

    assert "Next try" in waiting
    assert "secret" not in waiting
    assert "nobody but its recipient may read it" in waiting
    assert "https://example.org/secret" in postbox.taken[0].get_content()
    mail.refresh_from_db()
    assert (mail.state, mail.body) == (State.SENT, "")


def test_a_link_into_an_account_is_forgotten_when_it_cannot_be_sent(postbox, work):
    postbox.answers["mona@example.org"] = "550 No such user"
    mail = new_password()
    work()
    mail.refresh_from_db()
    assert (mail.state, mail.body) == (State.GIVEN_UP, "")


def test_an_operator_sends_again_what_was_perhaps_sent(client, tell, postbox, work):
    postbox.hangs_up = True
    mail = tell()
    work()
    postbox.hangs_up = False
    client = signed_in(client, "administrator")
    assert "it may arrive twice" in words(client, inspect(mail))

    client.post(inspect(mail), {"again": "1"})
    client.post(inspect(mail), {"again": "1"})
    work()

    mail.refresh_from_db()
    assert (mail.state, len(postbox.taken)) == (State.SENT, 2)


def test_an_operator_says_that_it_was_sent(client, tell, postbox, work):
    postbox.hangs_up = True
    mail = tell()
    work()
    client = signed_in(client, "administrator")

    client.post(inspect(mail), {"sent": "1"})
    work()

    mail.refresh_from_db()
    assert (mail.state, mail.problem, len(postbox.taken)) == (State.SENT, "", 1)


@pytest.mark.parametrize("button", ["again", "sent"])
def test_what_is_sent_is_not_sent_again_by_an_old_page(button, client, tell, postbox, work):
    mail = tell()
    work()
    client = signed_in(client, "administrator")
    page = client.post(inspect(mail), {button: "1"}, follow=True).content.decode()
    work()
    assert "Nothing was changed" in page
    assert len(postbox.taken) == 1


def test_an_operator_clears_an_address_and_the_history_says_who(client):
    address = Address.objects.create(email="a@example.org", state=AddressState.REFUSED, reason="550 No")
    client = signed_in(client, "administrator")
    assert "550 No" in words(client, "/admin/mail/addresses/")

    client.post("/admin/mail/addresses/", {"clear": address.pk})

    address.refresh_from_db()
    assert address.state == AddressState.CLEARED
    [cleared, _marked] = changes_of(address)
    assert cleared.user is not None
    assert "Refused" in words(client, f"/admin/mail/addresses/history/{address.pk}/") or cleared.words
    assert 'name="clear" value' not in words(client, "/admin/mail/addresses/")


def test_the_list_asks_for_the_worker_when_mail_lies_about(client, tell):
    tell()
    client = signed_in(client, "administrator")
    assert "Is the mail worker running?" not in words(client, "/admin/mail/")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=6)):
        assert "1 mail should have been sent" in words(client, "/admin/mail/")


def test_mails_are_not_written_or_deleted_by_hand(client, tell):
    mail = tell()
    client = signed_in(client, "administrator")
    for page in ("new/", f"edit/{mail.pk}/", f"delete/{mail.pk}/"):
        assert client.get(f"/admin/mail/{page}").status_code == 404
