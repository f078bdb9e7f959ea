"""Delivery status notifications: which mail came back, and whether its address is to blame."""

from __future__ import annotations

import io
import mailbox
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from cms.mail import actions
from cms.mail.bounces import report_in
from cms.mail.enums import AddressState, Problem, State
from cms.mail.models import Address, OutgoingMail
from tests.factories import person

pytestmark = pytest.mark.usefixtures("repository")

REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: bounces@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="frontier"

--frontier
Content-Type: text/plain; charset=utf-8

I am sorry to have to inform you that your message could not be delivered.

--frontier
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 4ABC
Arrival-Date: Thu, 26 Nov 2026 09:00:00 +0000

Final-Recipient: rfc822; somebody.else@example.net
Original-Recipient: rfc822; reader@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} Mailbox unavailable

--frontier
{returned}
--frontier--
"""
MAIL_RETURNED = """\
Content-Type: message/rfc822

From: WSIS <site@example.org>
To: reader@example.org
Message-ID: {id}
Subject: Hello

Words.
"""
HEADERS_RETURNED = """\
Content-Type: text/rfc822-headers

From: WSIS <site@example.org>
Message-ID:
 {id}
Subject: Hello
"""


@pytest.fixture
def sent(tell, postbox, work) -> SimpleNamespace:
    """A mail that the server took, and its Message-ID."""
    row = tell()
    work()
    return SimpleNamespace(row=row, id=postbox.taken[0]["Message-ID"].strip())


def report(id: str, *, action="failed", status="5.1.1", returned=MAIL_RETURNED) -> bytes:
    return REPORT.format(action=action, status=status, returned=returned.format(id=id)).encode()


def read(monkeypatch, message: bytes) -> str:
    """Give one message to the command, as a mail server does, and return what it says."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(message)))
    said = io.StringIO()
    call_command("mail_bounces", stdout=said)
    return said.getvalue().strip()


def state_of(row: OutgoingMail) -> tuple[str, str]:
    row.refresh_from_db()
    return row.state, row.problem


@pytest.mark.parametrize("returned", [MAIL_RETURNED, HEADERS_RETURNED], ids=["mail", "headers"])
def test_a_mail_that_came_back_marks_its_address(returned, sent, monkeypatch):
    assert read(monkeypatch, report(sent.id, returned=returned)) == "read=1 reports=1 new=1"

    assert state_of(sent.row) == (State.RETURNED, Problem.BOUNCED)
    address = Address.objects.get()
    assert (address.email, address.state) == ("reader@example.org", AddressState.RETURNED)
    assert address.reason == "5.1.1 smtp; 550 5.1.1 Mailbox unavailable"


@pytest.mark.parametrize("status", ["4.4.7", "5.4.4", "5.7.1"])
def test_what_is_not_the_addresss_fault_does_not_mark_it(status, sent, monkeypatch):
    read(monkeypatch, report(sent.id, status=status))
    assert state_of(sent.row) == (State.RETURNED, Problem.BOUNCED)
    assert not Address.objects.exists()


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_other_notices_change_nothing(action, sent, monkeypatch):
    assert read(monkeypatch, report(sent.id, action=action)) == "read=1 reports=0 new=0"
    assert state_of(sent.row) == (State.SENT, "")


def test_a_number_that_we_did_not_sign_is_nobodys(sent, monkeypatch):
    forged = f"<{sent.row.pk}.{'0' * 20}@example.org>"
    assert read(monkeypatch, report(forged)) == "read=1 reports=0 new=0"
    assert state_of(sent.row) == (State.SENT, "")
    assert not Address.objects.exists()


def test_a_report_read_twice_does_not_mark_an_address_that_was_cleared(sent, monkeypatch):
    read(monkeypatch, report(sent.id))
    actions.clear_address(address=Address.objects.get(), by=person("administrator"))

    assert read(monkeypatch, report(sent.id)) == "read=1 reports=1 new=0"

    assert Address.objects.get().state == AddressState.CLEARED


@pytest.mark.parametrize("kind", ["mbox", "Maildir"])
def test_a_mailbox_is_read_whole(kind, sent, tmp_path):
    path = tmp_path / kind
    box = getattr(mailbox, kind)(path)
    plain = EmailMessage()
    plain["Subject"] = "I am on holiday"
    plain.set_content("Back on Monday.")
    for message in (plain, message_from_bytes(report(sent.id)), plain):
        box.add(message)
    box.close()

    said = io.StringIO()
    call_command("mail_bounces", str(path), stdout=said)

    assert said.getvalue().strip() == "read=3 reports=1 new=1"
    assert state_of(sent.row) == (State.RETURNED, Problem.BOUNCED)


def test_a_mailbox_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(CommandError, match="There is no mailbox"):
        call_command("mail_bounces", str(tmp_path / "nothing"))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Content-Type: multipart/report; boundary=x\n\n--x\n",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n--x--",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n\n--x--",
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: text/rfc822-headers\n\n\xff\n--x--",
    ],
)
def test_broken_messages_are_no_reports(raw):
    assert report_in(message_from_bytes(raw)) is None
