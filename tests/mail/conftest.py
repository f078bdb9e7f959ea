"""A mail server on this machine that takes, refuses, holds or drops what a test wants it to."""

from __future__ import annotations

import asyncio
import email
import socket
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from threading import Event
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from cms.mail import worker
from cms.mail.kinds import Kind
from cms.mail.models import OutgoingMail
from cms.mail.outbox import send


class Postbox:
    """What a mail server does with what it is given: it takes everything unless told otherwise."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.senders: list[str] = []
        self.answers: dict[str, str] = {}
        """What is answered to a recipient."""
        self.last_word = "250 OK"
        self.hangs_up = False
        """The line breaks before the last word."""
        self.holds = False
        """The last word is never said."""
        self.has_text = Event()

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get(address, "250 OK")

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert envelope.content is not None
        self.senders.append(str(envelope.mail_from))
        if self.last_word.startswith("250"):
            self.taken.append(email.message_from_bytes(bytes(envelope.content), policy=policy.default))
        self.has_text.set()
        if self.holds:
            await asyncio.Event().wait()
        if self.hangs_up:
            server.transport.abort()
        return self.last_word


class LocalController(Controller):
    """Serves on a free port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    postbox = Postbox()
    controller = LocalController(postbox, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_BOUNCES = "WSIS <site@example.org>", "bounces@example.org"
    yield postbox
    controller.stop()


@pytest.fixture
def work() -> Callable[[], None]:
    """Let the worker send until nothing is due."""
    return lambda: worker.run(Event(), once=True)


@pytest.fixture
def tell() -> Callable[..., OutgoingMail]:
    """Write a mail to a reader that a translation is there."""

    def write(to: str = "reader@example.org", language: str = "en", key: str = "") -> OutgoingMail:
        values = {"title": "Télémédecine", "link": "https://example.org/fr/"}
        key = key or f"test:{to}:{language}"
        send(Kind.TRANSLATION_THERE, to, language, values, key)
        return OutgoingMail.objects.get(key=key)

    return write


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
