"""Claiming translations, asking for them, and telling who asked that they are there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.accounts.models import User
from cms.desk.queries import decides_on_all
from cms.mail.kinds import Kind
from cms.mail.outbox import send
from cms.moderation.exceptions import InvalidMove
from cms.records.bulk.log import insert_entries
from cms.records.translating import can_translate, start_translation
from cms.translation_desk.models import Assignment, ReaderRequest, TranslationRequest
from cms.translation_desk.queue.enums import LogAction
from cms.translation_desk.queue.selection import Selection, originals_in, without_whole_translation
from cms.translations.models import TranslatedPage

BATCH = 500


@transaction.atomic
def claim(*, original: TranslatedPage, language: str, by: User, due: dt.date | None = None) -> Assignment:
    """Note that the person translates the record into the language, and until when.

    A person's own claim is given the new date. Raises PermissionDenied, or InvalidMove when somebody else has claimed
    it, or the record is not public or written in this language.
    """
    _require_translator(by, language)
    _require_translatable(original, language)
    row, made = Assignment.objects.get_or_create(
        translation_key=original.translation_key,
        language=language,
        defaults={"person": by, "due": due},
    )
    if row.person_id != by.pk:
        raise InvalidMove(
            _("%(person)s has claimed “%(title)s”.") % {"person": row.person, "title": original.title}
        )
    if not made:
        row.due = due
        row.save(update_fields=["due"])
    _log(LogAction.CLAIM, original, language, by, due=due and due.isoformat())
    return row


@transaction.atomic
def release(*, original: TranslatedPage, language: str, by: User) -> None:
    """Take a claim back: one's own, or as a moderator anybody's.

    Raises PermissionDenied, or InvalidMove when nobody has claimed it.
    """
    _require_translator(by, language)
    row = Assignment.objects.filter(translation_key=original.translation_key, language=language).first()
    if row is None:
        raise InvalidMove(_("Nobody has claimed “%(title)s”.") % {"title": original.title})
    if row.person_id != by.pk and not decides_on_all(by):
        raise PermissionDenied(_("Only %(person)s or a moderator can release this.") % {"person": row.person})
    row.delete()
    _log(LogAction.RELEASE, original, language, by, person=str(row.person))


@transaction.atomic
def start(*, original: TranslatedPage, language: str, by: User) -> TranslatedPage:
    """Make the empty draft of a translation, claimed by the person, and return it. Raises as claim and as
    start_translation do.
    """
    _require_translator(by, language)
    claimed = Assignment.objects.filter(
        translation_key=original.translation_key, language=language, person=by
    )
    if not claimed.exists():
        claim(original=original, language=language, by=by)
    return start_translation(original=original, language=language, by=by, words={})


@transaction.atomic
def request_translations(
    *, selection: Selection, languages: Collection[str], by: User, due: dt.date | None = None, note: str = ""
) -> int:
    """Ask for translations of the records of a selection into each language; return how many are asked for.

    What readers of a language can read as it is now is left out. A request takes the place of an earlier one for the
    same translation. Raises PermissionDenied.
    """
    require_editor(by)
    asked = 0
    for language in languages:
        pages = without_whole_translation(originals_in(selection), language)
        for batch in _batches(list(pages.order_by("pk"))):
            asked += len(batch)
            _request(batch, language, batch=str(selection)[:200], requested_by=by, due=due, note=note)
    return asked


def _request(pages: Sequence[Page], language: str, **values: Any) -> None:
    rows = [
        TranslationRequest(translation_key=page.translation_key, language=language, **values)
        for page in pages
    ]
    TranslationRequest.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["translation_key", "language"],
        update_fields=[*values, "created_at", "fulfilled_at"],
    )
    insert_entries(
        LogAction.REQUEST,
        pages,
        by=values["requested_by"],
        at=timezone.now(),
        data=[{"language": language, "note": values["note"]}] * len(pages),
        revisions=[None] * len(pages),
        content_changed=False,
    )


def _batches(pages: list[Page]) -> list[list[Page]]:
    return [pages[start : start + BATCH] for start in range(0, len(pages), BATCH)]


@transaction.atomic
def withdraw_requests(*, batch: str, by: User) -> int:
    """Ask no more for what was asked for under this name and is not fulfilled; return how many translations it was.

    Raises PermissionDenied.
    """
    require_editor(by)
    count, _details = TranslationRequest.objects.filter(batch=batch, fulfilled_at=None).delete()
    return count


@transaction.atomic
def ask_as_reader(*, original: TranslatedPage, language: str, email: str = "") -> None:
    """Note that a reader wants the record in a language; the address, if there is one, is told when it is published.

    Anybody may. An address counts once. Raises InvalidMove when the record can be read in the language already.
    """
    _require_translatable(original, language, published_counts=True)
    rows = ReaderRequest.objects.filter(
        translation_key=original.translation_key, language=language, email=email.lower(), told_at=None
    )
    if not rows.exists():
        try:
            with transaction.atomic():
                ReaderRequest.objects.create(
                    translation_key=original.translation_key, language=language, email=email.lower()
                )
            return
        except IntegrityError:
            pass  # Another reader was quicker: that row is there now.
    if not email:
        rows.update(times=F("times") + 1)


@transaction.atomic
def fulfil(*, translation: TranslatedPage) -> None:
    """Close what waited for a translation that was published just now: claim and requests.

    Readers who left an address are told by mail, once, and their addresses leave the requests.
    """
    about = {"translation_key": translation.translation_key, "language": translation.locale.language_code}
    now = timezone.now()
    Assignment.objects.filter(**about).delete()
    TranslationRequest.objects.filter(**about, fulfilled_at=None).update(fulfilled_at=now)
    waiting = ReaderRequest.objects.filter(**about, told_at=None)
    values = {"title": translation.title, "link": settings.WAGTAILADMIN_BASE_URL + translation.url_path}
    for pk, email in waiting.exclude(email="").order_by("pk").values_list("pk", "email"):
        send(Kind.TRANSLATION_THERE, email, about["language"], values, key=f"translation-there:{pk}")
    waiting.update(told_at=now, email="")


def require_editor(user: User) -> None:
    """Raise PermissionDenied unless the person may ask translators for translations."""
    if not decides_on_all(user):
        raise PermissionDenied(_("Only moderators and administrators ask for translations here."))


def _require_translator(user: User, language: str) -> None:
    if not can_translate(user, language):
        raise PermissionDenied(_("You do not translate into this language."))


def _require_translatable(original: TranslatedPage, language: str, *, published_counts: bool = False) -> None:
    """Raise InvalidMove unless the record is public and can have, or has, a translation into the language."""
    if original.is_translation or not original.live:
        raise InvalidMove(_("“%(title)s” is not public.") % {"title": original.title})
    there = Page.objects.filter(translation_key=original.translation_key, locale__language_code=language)
    if not published_counts:
        there = there.filter(pk=original.pk)
    if there.filter(live=True).exists():
        raise InvalidMove(_("“%(title)s” is in this language already.") % {"title": original.title})


def _log(action: LogAction, original: Page, language: str, by: User, **data: Any) -> None:
    """Write to the log of the translation's page, of the original's while there is none."""
    pages = Page.objects.filter(translation_key=original.translation_key, locale__language_code=language)
    log(instance=pages.first() or original, action=action.value, user=by, data={"language": language, **data})
