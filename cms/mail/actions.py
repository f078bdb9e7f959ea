"""What people do to mails, their words and addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.mail.enums import OPERATORS, AddressState, LogAction, State
from cms.mail.kinds import CONTENTS, Kind
from cms.mail.models import Address, OutgoingMail, Template
from cms.mail.permissions import can_decide_on_mails, can_translate_mail, can_write
from cms.mail.shipped import Words, shipped


@transaction.atomic
def load_templates() -> None:
    """Write the words of every mail as they are shipped, leaving what people changed; repeatable."""
    there = {(template.kind, template.language): template for template in Template.objects.all()}
    for kind in CONTENTS:
        for language, _name in settings.LANGUAGES:
            words = shipped(kind, language)
            template = there.get((kind, language)) or Template(kind=kind, language=language)
            if not template.own and (template.subject, template.body) != (words.subject, words.body):
                template.subject, template.body = words.subject, words.body
                template.save()


def change_template(*, template: Template, words: Words, by: User) -> None:
    """Put other words in place of those of a mail; mails written already keep theirs.

    Raises PermissionDenied, or ValidationError over placeholders.
    """
    _require(can_write(by))
    _put(template, words, by)


def translate_template(*, template: Template, words: Mapping[str, str], by: User) -> None:
    """Put a reviewed translation in place: `subject`, `body` or both; mails written already keep their words.

    Raises PermissionDenied, or ValidationError over placeholders.
    """
    _require(can_translate_mail(by, template.language, Kind(template.kind)))
    _put(template, replace(Words(template.subject, template.body), **words), by)


def restore_template(*, template: Template, by: User) -> None:
    """Put the words as shipped back in place. Raises PermissionDenied."""
    change_template(template=template, words=template.shipped, by=by)


@transaction.atomic
def send_again(*, mail: OutgoingMail, by: User) -> bool:
    """Let a mail take its turn once more; return whether it could, that is had its text still and was set aside.

    The log says who let it. Raises PermissionDenied.
    """
    _require(can_decide_on_mails(by))
    aside = OutgoingMail.objects.filter(pk=mail.pk, state__in=OPERATORS).exclude(body="")
    fresh = {"problem": "", "reply": "", "tries": 0, "next_try": timezone.now()}
    return _logged(mail, LogAction.SEND_AGAIN, by, aside.update(state=State.WAITING, **fresh))


@transaction.atomic
def take_as_sent(*, mail: OutgoingMail, by: User) -> bool:
    """Settle that a mail that was perhaps sent was; return whether it was such a one.

    The log says who settled it. Raises PermissionDenied.
    """
    _require(can_decide_on_mails(by))
    perhaps = OutgoingMail.objects.filter(pk=mail.pk, state=State.PERHAPS_SENT)
    settled = perhaps.update(state=State.SENT, problem="", reply="", sent_at=mail.claimed_at)
    return _logged(mail, LogAction.TAKE_AS_SENT, by, settled)


def _logged(mail: OutgoingMail, action: LogAction, by: User, count: int) -> bool:
    if count:
        log(instance=mail, action=action.value, user=by, title=mail.key)
    return bool(count)


@transaction.atomic
def clear_address(*, address: Address, by: User) -> None:
    """Send mail to an address again; what was given up meanwhile stays so. Raises PermissionDenied."""
    _require(can_decide_on_mails(by))
    address.state, address.since = AddressState.CLEARED, timezone.now()
    address._history_user = by
    address.save()


@transaction.atomic
def _put(template: Template, words: Words, by: User) -> None:
    template.subject, template.body = words.subject, words.body.replace("\r\n", "\n").strip()
    template.full_clean()
    template.own = (template.subject, template.body) != (template.shipped.subject, template.shipped.body)
    template._history_user = by
    template.save()


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
