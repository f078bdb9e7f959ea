"""Records that name another by a foreign key, when that one is merged into a third."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from cms.accounts.models import User
from cms.moderation.enums import RELINKED
from cms.moderation.publication import decided


def linked_to(page: Page) -> list[Any]:
    """Return the records, public or not, that name this one and are to name another once it is merged."""
    names = getattr(page, "linked_by", ())
    return [each for name in names for each in getattr(page, name).order_by("pk")]


def link(records: Iterable[Any], *, to: Any, by: User, reason: str) -> None:
    """Let these records name another one, in public and in their newest text: no word of theirs changes.

    What is public gets a row in the publication history; each log tells it.
    """
    for record in records:
        for name in to.linked_by:
            _link(record, to._meta.get_field(name).field.name, to, by, reason)


def _link(record: Any, field: str, to: Any, by: User, reason: str) -> None:
    setattr(record, field, to)
    with decided(by=by, reason=reason):
        record.save(clean=False)
        texts = {record.latest_revision_id, record.live_revision_id}
        for revision in Revision.objects.filter(pk__in=texts - {None}):
            revision.content[field] = to.pk
            revision.save(update_fields=["content"])
        data = {"record_id": to.record_id, "reason": reason}
        log(instance=record, action=RELINKED[0], user=by, data=data)
        if record.live:
            page_published.send(sender=type(record), instance=record, revision=record.live_revision)
