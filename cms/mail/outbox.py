"""The outbox: a mail is written in its sender's own transaction and sent later, by the worker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from cms.mail.delivery import Outcome
from cms.mail.enums import DUE, FINAL, UNSETTLED, AddressState, Problem, State
from cms.mail.kinds import CONFIDENTIAL, CONTENTS, Kind
from cms.mail.models import LONGEST_SUBJECT, Address, OutgoingMail, Template
from cms.mail.shipped import Words, shipped
from cms.mail.wording import faults, fill, one_line

FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=4)
MOST_TRIES = 32
"""About four days."""
LONGEST_DELIVERY = dt.timedelta(minutes=5)
"""After this time nobody is sending a mail any more that a worker took; sending has time-outs of ten seconds a step."""
KEPT_FOR = dt.timedelta(days=90)


def send(kind: Kind, to: str, language: str, values: Mapping[str, object], key: str) -> None:
    """Write a mail, to be sent once the caller's transaction is committed; rolled back with it, it never was.

    `values` has one for each placeholder of the kind but {site}; lazy ones are put into the mail's language. `key`
    names the event that is told, without naming a person: of all mails with one key only the first is written.
    Nothing is raised over an address that cannot be used: the outbox says so. Raises ValueError when values are
    missing or too many.
    """
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        filled = {name: str(value) for name, value in values.items()} | {"site": settings.WAGTAIL_SITE_NAME}
    if filled.keys() != CONTENTS[kind].samples.keys():
        raise ValueError(f"{kind} tells {sorted(CONTENTS[kind].samples)}, not {sorted(filled)}")
    words = words_of(kind, language)
    # A value with line breaks would write headers in the subject.
    subject = one_line(fill(words.subject, filled))
    write(kind=kind, to=to, language=language, subject=subject, body=fill(words.body, filled), key=key)


def words_of(kind: Kind, language: str) -> Words:
    """Return the words in force: the editors', or those as shipped where editors' words no longer fit the kind."""
    template = Template.objects.filter(kind=kind, language=language).first()
    if template is None or faults(kind, template.subject, template.body):
        return shipped(kind, language)
    return Words(template.subject, template.body)


def write(*, kind: Kind, to: str, language: str, subject: str, body: str, key: str) -> None:
    """Write a mail with these words in the caller's transaction, unless one with this key is there."""
    usable = is_address(to)
    mail = OutgoingMail(
        key=key,
        kind=kind,
        to=to,
        language=language,
        subject=subject[:LONGEST_SUBJECT],
        body=body,
        state=State.WAITING if usable else State.GIVEN_UP,
        problem="" if usable else Problem.UNWRITABLE,
    )
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def due() -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(state__in=DUE, next_try__lte=timezone.now()).order_by("next_try", "pk")


def claim() -> OutgoingMail | None:
    """Take the mail whose turn it is, noting so before anything is sent; None when none is due.

    A mail to a marked address is given up on the way.
    """
    while True:
        with transaction.atomic():
            mail = due().select_for_update(skip_locked=True).first()
            if mail is None:
                return None
            marked = Address.objects.filter(email=mail.to.lower()).exclude(state=AddressState.CLEARED)
            if reason := marked.values_list("reason", flat=True).first():
                mail.state, mail.problem, mail.reply = State.GIVEN_UP, Problem.MARKED, reason
            else:
                mail.state, mail.tries, mail.claimed_at = State.SENDING, mail.tries + 1, timezone.now()
            mail.save(update_fields=["state", "problem", "reply", "tries", "claimed_at"])
        if mail.state == State.SENDING:
            return mail
        forget_secrets()


@transaction.atomic
def settle(mail: OutgoingMail, outcome: Outcome) -> None:
    """Note what became of a mail that was claimed; a refused one is tried again later, and later still every time."""
    now = timezone.now()
    state, problem = outcome.state, outcome.problem
    if state == State.FAILED and mail.tries >= MOST_TRIES:
        state, problem = State.GIVEN_UP, Problem.NO_PATIENCE
    row = OutgoingMail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at, state__in=UNSETTLED)
    row.update(
        state=state,
        problem=problem,
        reply=outcome.reply,
        next_try=now + pause_after(mail.tries),
        sent_at=now if state == State.SENT else None,
    )
    if outcome.marks_address:
        mark(mail.to, AddressState.REFUSED, outcome.reply)
    forget_secrets()


def pause_after(tries: int) -> dt.timedelta:
    return min(FIRST_PAUSE * 2 ** min(tries - 1, 20), LONGEST_PAUSE)


def note_interrupted() -> int:
    """Set mails aside whose worker ended while it was sending them: whether they arrived, nobody knows."""
    before = timezone.now() - LONGEST_DELIVERY
    interrupted = OutgoingMail.objects.filter(state=State.SENDING, claimed_at__lt=before)
    count = interrupted.update(state=State.PERHAPS_SENT, problem=Problem.INTERRUPTED, reply="")
    if count:
        forget_secrets()
    return count


def mark(email: str, state: AddressState, reason: str) -> None:
    """Send no more mail to an address until an operator clears it."""
    values = {"state": state, "reason": reason or str(state.label), "since": timezone.now()}
    Address.objects.update_or_create(email=email.lower(), defaults=values)


def forget_secrets() -> None:
    """Remove the text of confidential mails with which nothing more happens by itself."""
    if not settings.MAIL_STAYS_HERE:
        OutgoingMail.objects.filter(kind__in=CONFIDENTIAL, state__in=FINAL).exclude(body="").update(body="")


def forget_old() -> int:
    """Remove address and words of mails settled long ago; the key stays, so that none is sent a second time."""
    old = OutgoingMail.objects.filter(state__in=FINAL, created_at__lt=timezone.now() - KEPT_FOR)
    return old.exclude(to="").update(to="", subject="", body="", reply="")


def overdue() -> int:
    """Return how many mails have been due for longer than a worker that runs would leave them."""
    return due().filter(next_try__lt=timezone.now() - LONGEST_DELIVERY).count()
