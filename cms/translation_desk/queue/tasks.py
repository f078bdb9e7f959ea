"""What the background worker does for the queue: telling readers that a translation they asked for is there."""

from __future__ import annotations

from smtplib import SMTPException
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.models import Page

from cms.translation_desk.models import ReaderRequest

log = structlog.get_logger(__name__)


@task()
def tell_readers(translation_key: str, language: str) -> None:
    """Tell each reader who left an address and was not told yet. One that cannot be reached stays open."""
    waiting = ReaderRequest.objects.filter(
        translation_key=UUID(translation_key), language=language, told_at=None
    )
    for request in waiting.exclude(email="").order_by("pk"):
        tell(request)


def tell(request: ReaderRequest) -> None:
    """Send the mail in the language that was asked for, and erase the address. Nobody is told twice.

    Does nothing when the translation has been taken offline meanwhile.
    """
    page = _translation(request)
    if page is None:
        return
    address = request.email
    # Marked before: a worker that dies in between owes one mail, and sends none twice.
    if not _open(request).update(told_at=timezone.now(), email=""):
        return
    try:
        _send(page, request.language, address)
    except (SMTPException, OSError) as error:
        ReaderRequest.objects.filter(pk=request.pk).update(told_at=None, email=address)
        log.warning("reader_not_told", request=request.pk, reason=type(error).__name__)


def _translation(request: ReaderRequest) -> Page | None:
    pages = Page.objects.filter(
        translation_key=request.translation_key, locale__language_code=request.language, live=True
    )
    return pages.first()


def _open(request: ReaderRequest):
    return ReaderRequest.objects.filter(pk=request.pk, told_at=None)


def _send(page: Page, language: str, address: str) -> None:
    with translation.override(language):
        subject = _("Now in your language: %(title)s") % {"title": page.title}
        words = _(
            "You asked for a translation of a record of the WSIS Stocktaking. It is there:\n\n"
            "%(title)s\n%(address)s\n\n"
            "This is the only message about it: your e-mail address has been deleted from our list."
        ) % {"title": page.title, "address": settings.WAGTAILADMIN_BASE_URL + page.url_path}
    send_mail(subject, words, None, [address])
