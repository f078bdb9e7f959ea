"""A set of languages published at a time: decided by a person now, done by the worker of background tasks then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from cms.accounts.models import User
from cms.moderation.digests import content_digest
from cms.moderation.enums import Move
from cms.moderation.exceptions import ContentChanged, InvalidMove
from cms.moderation.permissions import refusal
from cms.translation_desk.sets.actions import Approval, approve_set
from cms.translation_desk.sets.models import ScheduledSet
from cms.translation_desk.sets.permissions import reads_for_publication
from cms.translations.models import TranslatedPage

Why = ScheduledSet.Why


@transaction.atomic
def schedule(
    *, original: TranslatedPage, approvals: Sequence[Approval], at: dt.datetime, by: User
) -> ScheduledSet:
    """Have these texts published together at that time, as they are now.

    All is asked again then: a text that changed or went meanwhile, or a person who may not decide any more, stops all
    of them. Raises PermissionDenied, or InvalidMove for a time that is past and where nothing is chosen.
    """
    if at <= timezone.now():
        raise InvalidMove(_("This time is past."))
    if not approvals:
        raise InvalidMove(_("Choose the languages to publish."))
    for approval in approvals:
        if not reads_for_publication(by, approval.page):
            raise PermissionDenied(refusal(Move.APPROVE, by, approval.page))
    row = ScheduledSet.objects.create(
        original=original, digests={str(each.page.pk): each.digest for each in approvals}, by=by, at=at
    )
    transaction.on_commit(lambda: publish_scheduled.using(run_after=at).enqueue(row.pk))
    return row


@transaction.atomic
def cancel(*, row: ScheduledSet, original: TranslatedPage, by: User) -> None:
    """Let the texts wait for a decision again: for whoever decided, and whoever may decide on one of the languages.

    Raises PermissionDenied, or InvalidMove for what does not wait any more.
    """
    row = ScheduledSet.objects.select_for_update().get(pk=row.pk)
    if row.state != ScheduledSet.State.WAITING:
        raise InvalidMove(_("It does not wait any more."))
    if row.by_id != by.pk and not any(reads_for_publication(by, page) for page in _pages(row)):
        raise PermissionDenied(refusal(Move.REQUEST_CHANGES, by, original))
    row.state = ScheduledSet.State.CANCELLED
    row.save(update_fields=["state"])


@task()
def publish_scheduled(pk: int) -> None:
    """Publish a set whose time has come; say on it why it was not published, if so."""
    with transaction.atomic():
        row = ScheduledSet.objects.select_for_update().filter(pk=pk, state=ScheduledSet.State.WAITING).first()
        if row is None or row.at > timezone.now():
            return
        row.state, row.why, row.about = _outcome(row)
        row.save(update_fields=["state", "why", "about"])


def _pages(row: ScheduledSet) -> QuerySet[TranslatedPage]:
    return type(row.original.specific).objects.filter(pk__in=[int(pk) for pk in row.digests])


def _outcome(row: ScheduledSet) -> tuple[str, str, str]:
    approvals = [Approval(page, row.digests[str(page.pk)]) for page in _pages(row)]
    if len(approvals) < len(row.digests):
        return ScheduledSet.State.REFUSED, Why.GONE, ""
    try:
        approve_set(approvals=approvals, by=row.by)
    except (PermissionDenied, ContentChanged, InvalidMove):
        return ScheduledSet.State.REFUSED, *_why(approvals, row.by)
    return ScheduledSet.State.PUBLISHED, "", ""


def _why(approvals: Sequence[Approval], by: User) -> tuple[Why, str]:
    """Return what stood in the way of a set that was refused, as a code, and the title of the page that it is about.

    The refusal itself is a sentence in one language, and who reads this may have another.
    """
    found = ((_changed(each) or _lost(each, by), each.page) for each in approvals)
    why, page = next((each for each in found if each[0]), (Why.ORIGINAL, approvals[-1].page))
    return why, page.get_admin_display_title()[:255]


def _changed(approval: Approval) -> Why | None:
    if not approval.page.workflow_in_progress:
        return Why.DECIDED
    return Why.CHANGED if content_digest(approval.page.latest_revision) != approval.digest else None


def _lost(approval: Approval, by: User) -> Why | None:
    if not reads_for_publication(by, approval.page):
        return Why.ROLE
    return Why.ORIGINAL if approval.page.untimely() else None
