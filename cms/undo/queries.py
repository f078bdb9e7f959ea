"""What a person may look at and bring back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, PageLogEntry

from cms.accounts.models import User
from cms.accounts.permissions import is_administrator
from cms.undo.enums import LogAction
from cms.undo.models import Undoable


def undoables(user: User) -> QuerySet[Undoable]:
    """Return the person's own acts; administrators see all."""
    mine = Undoable.objects.defer("copy").select_related("done_by", "undone_by", "content_type")
    return mine if is_administrator(user) else mine.filter(done_by=user)


def latest_of(page: Page, user: User) -> Undoable | None:
    """Return what the person did last with a page, if it can be undone."""
    mine = undoables(user).filter(object_id=str(page.pk), content_type=page.content_type_id, undone_at=None)
    return mine.first()


def deletion_of_page(page_pk: int, user: User) -> Undoable | None:
    """Return the deletion that took a page which is not there now, if the person may know of it."""
    entries = PageLogEntry.objects.filter(page_id=page_pk, action=LogAction.DELETE, deleted=True)
    data: Any = entries.order_by("-timestamp", "-pk").values_list("data", flat=True).first() or {}
    return undoables(user).filter(pk=data.get("undoable")).first()
