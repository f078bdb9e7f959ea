from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cms.mail.enums import DUE, OPERATORS, AddressState, Problem, State
from cms.mail.kinds import CONFIDENTIAL, TEMPLATED, Kind
from cms.mail.shipped import Words, shipped
from cms.mail.wording import faults

LONGEST_SUBJECT = 900
"""Letters; a line of a mail holds 998."""


def language_choices() -> list[tuple[str, str]]:
    return settings.LANGUAGES


class Template(models.Model):
    """The words of one kind of mail in one language. Rows are made by actions.load_templates."""

    kind = models.CharField(_("kind"), max_length=40, choices=TEMPLATED, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=language_choices, editable=False)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    own = models.BooleanField(_("changed here"), default=False, editable=False)
    """Not the words as shipped: a new version leaves them alone."""

    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "language"]
        verbose_name = _("mail template")
        verbose_name_plural = _("mail templates")
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="mail_template_kind_language")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_language_display()})"

    @property
    def shipped(self) -> Words:
        return shipped(Kind(self.kind), self.language)

    def clean(self) -> None:
        """Refuse placeholders that the kind does not have, and a text that lacks one it needs."""
        if found := faults(Kind(self.kind), self.subject, self.body):
            raise ValidationError(found)


class OutgoingMail(models.Model):
    """One mail to one address. Rows are written by outbox.send; outbox and bounces alone change their state."""

    key = models.CharField(max_length=200, unique=True, editable=False)
    """The sender's name for the event that is told; it names no person."""
    kind = models.CharField(_("kind"), max_length=40, choices=Kind.choices)
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    to = models.CharField(_("to"), max_length=320)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    body = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try = models.DateTimeField(_("next try"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, editable=False)
    """When a worker last began to send it."""
    problem = models.CharField(_("problem"), max_length=20, choices=Problem.choices, blank=True)
    reply = models.TextField(_("the server's words"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = (
            models.Index(fields=["next_try", "id"], name="mail_waiting", condition=Q(state__in=sorted(DUE))),
            models.Index(fields=["state", "created_at"], name="mail_state"),
        )

    def __str__(self) -> str:
        return self.subject or self.key

    @property
    def is_confidential(self) -> bool:
        """Whether the text is for nobody but its recipient."""
        return self.kind in CONFIDENTIAL

    @property
    def may_be_sent_again(self) -> bool:
        return self.state in OPERATORS and bool(self.body)


class Address(models.Model):
    """An address that mail did not reach. Until an operator clears it no more is sent to it."""

    email = models.CharField(_("address"), max_length=320, unique=True)
    """In small letters."""
    state = models.CharField(_("state"), max_length=20, choices=AddressState.choices)
    reason = models.TextField(_("the server's words"), blank=True)
    since = models.DateTimeField(_("since"), default=timezone.now)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-since"]
        verbose_name = _("marked address")
        verbose_name_plural = _("marked addresses")

    def __str__(self) -> str:
        return self.email
