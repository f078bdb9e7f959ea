"""Reports of mails that were not delivered after all (RFC 3464), and what they mean for their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string, policy
from email.message import Message

from django.db import transaction

from cms.mail.delivery import blames_address, clean, mail_named
from cms.mail.enums import AddressState, Problem, State
from cms.mail.models import OutgoingMail
from cms.mail.outbox import forget_secrets, mark

TAKEN = (State.SENDING, State.SENT, State.PERHAPS_SENT)


@dataclass(frozen=True, slots=True)
class Report:
    """A mail of ours that was not delivered, and the status with the server's words."""

    mail: int
    status: str
    words: str


def report_in(message: Message) -> Report | None:
    """Read a delivery status notification; None where it is none, tells no failure, or is not about a mail of ours."""
    if message.get_content_type() != "multipart/report":
        return None
    mail = next(filter(None, (mail_named(name) for name in returned_names(message))), None)
    failed = next((fields for fields in recipients(message) if told(fields, "Action") == "failed"), None)
    if mail is None or failed is None:
        return None
    words = " ".join(filter(None, (told(failed, "Status"), told(failed, "Diagnostic-Code"))))
    return Report(mail, told(failed, "Status"), clean(words))


def returned_names(message: Message) -> Iterator[str]:
    """Yield the Message-ID of the mail, or of its headers, that came back with a report."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            yield str(part.get_payload(0).get("Message-ID", ""))
        elif part.get_content_type() == "text/rfc822-headers":
            raw = part.get_payload(decode=True) or b""
            headers = message_from_string(raw.decode(errors="replace"), policy=policy.compat32)
            yield str(headers.get("Message-ID", ""))


def recipients(message: Message) -> Iterator[Message]:
    """Yield the fields about each recipient."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (fields for fields in part.get_payload() if "Action" in fields)


def told(fields: Message, name: str) -> str:
    return (
        str(fields.get(name, "")).strip().lower() if name == "Action" else str(fields.get(name, "")).strip()
    )


@transaction.atomic
def take_back(report: Report) -> bool:
    """Note that a mail came back, and mark its address if that is to blame; return whether this was news.

    A report read twice changes nothing: an address that an operator cleared since stays so.
    """
    sent = OutgoingMail.objects.filter(pk=report.mail, state__in=TAKEN).exclude(to="")
    address = sent.values_list("to", flat=True).first()
    if address is None:
        return False
    sent.update(state=State.RETURNED, problem=Problem.BOUNCED, reply=report.words)
    if blames_address(report.status):
        mark(address, AddressState.RETURNED, report.words)
    forget_secrets()
    return True
