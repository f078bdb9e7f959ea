"""One mail to the mail server, and what its answer means. Nothing here knows the database."""

from __future__ import annotations

import re
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.crypto import constant_time_compare, salted_hmac

from cms.mail.enums import Problem, State

if TYPE_CHECKING:
    from cms.mail.models import OutgoingMail

SMTP = "django.core.mail.backends.smtp.EmailBackend"
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.\d{1,3}\b")
"""RFC 3463: class and subject."""
ABOUT_ADDRESS = frozenset({"0", "1", "2"})
"""Subjects of a status that blame the address or its mailbox, and not a server, the network or a policy against us."""
MESSAGE_ID = re.compile(r"<(\d{1,18})\.([0-9a-f]{20})@[^<>\s]+>")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt."""

    state: State
    problem: str = ""
    reply: str = ""
    """The server's own words."""
    marks_address: bool = False


def deliver(mail: OutgoingMail) -> Outcome:
    """Give a mail to the server. A refusal is known to be one; what breaks off on the way may have arrived."""
    connection = get_connection(NOWHERE if settings.MAIL_STAYS_HERE else SMTP)
    try:
        connection.open()
    except smtplib.SMTPAuthenticationError as error:
        return Outcome(State.FAILED, Problem.NOT_LET_IN, said(error.smtp_code, error.smtp_error))
    except OSError as error:  # smtplib's own are OSErrors too
        return Outcome(State.FAILED, Problem.UNREACHABLE, clean(str(error)))
    try:
        return transmit(connection, message_of(mail))
    finally:
        # What is said in parting changes nothing.
        with suppress(OSError):
            connection.close()


def transmit(connection: BaseEmailBackend, message: EmailMessage) -> Outcome:
    try:
        connection.send_messages([message])
    except smtplib.SMTPSenderRefused as error:
        return Outcome(State.FAILED, Problem.SENDER_REFUSED, said(error.smtp_code, error.smtp_error))
    except smtplib.SMTPRecipientsRefused as error:
        code, reply = next(iter(error.recipients.values()))
        return refusal(code, reply, Problem.RECIPIENT_REFUSED)
    except smtplib.SMTPDataError as error:
        return refusal(error.smtp_code, error.smtp_error, Problem.MESSAGE_REFUSED)
    except OSError as error:
        return Outcome(State.PERHAPS_SENT, Problem.INTERRUPTED, clean(str(error)))
    except ValueError as error:
        return Outcome(State.GIVEN_UP, Problem.UNWRITABLE, clean(str(error)))
    return Outcome(State.SENT)


def refusal(code: int, reply: bytes | str, problem: Problem) -> Outcome:
    words = said(code, reply)
    if code >= 500:
        marks = blames_address(words, otherwise=problem == Problem.RECIPIENT_REFUSED)
        return Outcome(State.GIVEN_UP, problem, words, marks_address=marks)
    if code >= 400:
        return Outcome(State.FAILED, Problem.LATER, words)
    return Outcome(State.PERHAPS_SENT, Problem.INTERRUPTED, words)


def blames_address(words: str, *, otherwise: bool = False) -> bool:
    """Whether the status in a server's words is permanent and about the address; `otherwise` where there is none."""
    found = STATUS.search(words)
    return found[1] == "5" and found[2] in ABOUT_ADDRESS if found else otherwise


def said(code: int, reply: bytes | str) -> str:
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return clean(f"{code} {words}")


def clean(words: str) -> str:
    return " ".join(words.replace("\0", "").split())[:1000]


def message_of(mail: OutgoingMail) -> EmailMessage:
    return EmailMessage(
        mail.subject,
        mail.body,
        settings.EMAIL_BOUNCES,
        [mail.to],
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message_id(mail.pk),
            "Content-Language": mail.language,
            # RFC 3834: nobody's absence note answers it.
            "Auto-Submitted": "auto-generated",
        },
    )


def message_id(pk: int) -> str:
    """Return the same for every attempt, so that a mailbox knows a mail it has; signed, so that nobody invents one."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{pk}.{signature(pk)}@{domain}>"


def mail_named(text: str) -> int | None:
    """Return the number of the mail with this Message-ID; None unless it is one of ours."""
    found = MESSAGE_ID.search(text)
    return int(found[1]) if found and constant_time_compare(found[2], signature(int(found[1]))) else None


def signature(pk: int) -> str:
    return salted_hmac("cms.mail.message-id", str(pk), algorithm="sha256").hexdigest()[:20]
