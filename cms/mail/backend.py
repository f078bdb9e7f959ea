"""Django's door for mail: what a library sends goes into the outbox as it is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from cms.mail.kinds import Kind
from cms.mail.outbox import write
from cms.mail.wording import one_line


class OutboxBackend(BaseEmailBackend):
    """Writes mails, one for each recipient, in the caller's transaction.

    Only plain text is kept. Raises ValueError for an attachment: what is lost silently would be missed.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        with transaction.atomic():
            for message in email_messages:
                self.keep(message)
        return len(email_messages)

    def keep(self, message: EmailMessage) -> None:
        if message.attachments:
            raise ValueError("The outbox takes no attachments.")
        language = get_language()
        for recipient in message.recipients():
            write(
                kind=Kind.OTHER,
                to=recipient,
                language=language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE,
                subject=one_line(str(message.subject)),
                body=str(message.body),
                key=f"other:{uuid4()}",
            )
