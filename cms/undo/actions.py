"""Deleting so that it can be undone, noting what else can be, and undoing it.

All raise PermissionDenied, Kept, ForetoldOtherwise or UndoRefused, in the language that is active, before anything is
written.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Collection, Page
from wagtail.signals import page_published

from cms.accounts.models import User
from cms.moderation import actions as moderation
from cms.moderation.enums import LogAction as Decision
from cms.moderation.exceptions import InvalidMove
from cms.moderation.standing import Standing
from cms.records.history import history_model
from cms.records.merging import link, linked_to
from cms.records.registry import record_models
from cms.undo import files
from cms.undo.consequences import (
    consequences_of,
    everything,
    links_to,
    of_going_offline,
    of_merging,
    of_moving,
    title_of,
)
from cms.undo.copies import counted, dumped, taken_with
from cms.undo.enums import Act, LogAction
from cms.undo.exceptions import ForetoldOtherwise, UndoRefused
from cms.undo.models import KEPT_FOR, Undoable
from cms.undo.moving import move_back, places_of
from cms.undo.permissions import may_undo, require_deletable, require_movable, require_offline
from cms.undo.restoring import Wishes, bring_rows_back
from cms.undo.tree import place_of
from cms.undo.values import Consequences
from cms.undo.wholes import trees, wholes

TITLE_LENGTH = 255
COLUMNS_OF_STANDING = ("live", "has_unpublished_changes", "live_revision_id")


@transaction.atomic
def delete(*, objects: Sequence[Model], by: User, reason: str = "", foretold: str = "") -> Undoable:
    """Delete these objects with all that hangs on them, and keep a copy of every row and file for 30 days.

    `foretold` names the consequences the person was told (Consequences.digest): ForetoldOtherwise is raised when they
    are others by now. The log has an entry for each page, or for the object, with person and reason.
    """
    objects = _held(objects)
    require_deletable(objects, by)
    taken = taken_with(everything(objects))
    consequences = consequences_of(objects, taken)
    _require_foretold(consequences, foretold)
    tops = wholes(objects)
    pages = [page for page in taken.objects(Page) if isinstance(page, Page)]
    sources = [[each._meta.label, each.pk] for each in links_to(pages, objects)]
    places = [place_of(top) for top in tops if isinstance(top, Page | Collection)]
    undoable = note(
        Act.DELETED,
        objects,
        by=by,
        reason=reason,
        foretold=consequences,
        copy=dumped(taken) | {"sources": sources, "places": places},
    )
    with files.kept():
        deleted = sum((_delete(top, undoable) for top in tops), Counter[str]())
    if deleted != Counter(consequences.rows):
        # Nothing goes of which there is no copy.
        raise RuntimeError(f"Deleted {deleted}, of which there are copies of {consequences.rows}.")
    _forget_publications(pages)
    return undoable


def _held(objects: Sequence[Model]) -> list[Model]:
    """Read the pages again, and keep others from deciding on them and all that goes along until the transaction ends.

    Raises ForetoldOtherwise when one of them is gone.
    """
    pages = trees([each for each in wholes(objects) if isinstance(each, Page)])
    held = {page.pk for page in pages.order_by("pk").select_for_update()}
    if not held.issuperset(each.pk for each in objects if isinstance(each, Page)):
        raise ForetoldOtherwise
    return [type(each).objects.get(pk=each.pk) if isinstance(each, Page) else each for each in objects]


def _forget_publications(pages: Sequence[Page]) -> None:
    """simple-history notes each deletion; what never was public has no history of publication, and gets none."""
    never = [page.pk for page in pages if page.first_published_at is None]
    for model in record_models():
        history_model(model).objects.filter(id__in=never).delete()


def _require_foretold(consequences: Consequences, foretold: str) -> None:
    if foretold and foretold != consequences.digest():
        raise ForetoldOtherwise


class DeleteWithReason(DeletePageAction):
    """Wagtail's own, whose entries in the log say why, and which deletion it was."""

    def __init__(self, page: Page, undoable: Undoable) -> None:
        super().__init__(page, user=undoable.done_by)
        self.data = _entry(undoable)

    def log_deletion(self, page: Page) -> None:
        log(instance=page, action=LogAction.DELETE.value, user=self.user, deleted=True, data=self.data)


def _entry(undoable: Undoable) -> dict[str, Any]:
    return {"reason": undoable.reason, "undoable": undoable.pk}


def _delete(top: Model, undoable: Undoable) -> Counter[str]:
    if isinstance(top, Page):
        _count, by_label = DeleteWithReason(Page.objects.get(pk=top.pk), undoable).execute(
            skip_permission_checks=True
        )
    else:
        log(
            instance=top,
            action=LogAction.DELETE.value,
            user=undoable.done_by,
            deleted=True,
            data=_entry(undoable),
        )
        _count, by_label = type(top)._default_manager.get(pk=top.pk).delete()
    return counted(by_label)


def note(
    act: Act, objects: Sequence[Model], *, by: User | None, reason: str, foretold: Consequences, copy: Any
) -> Undoable:
    """Write down an act in the caller's transaction, before it is done; nothing is checked here."""
    title = "; ".join(title_of(each) for each in objects)
    return Undoable.objects.create(
        act=act,
        content_type=ContentType.objects.get_for_model(objects[0]),
        object_id=str(objects[0].pk),
        title=title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…",
        done_by=by,
        reason=reason,
        foretold=foretold.as_json(),
        copy=copy,
    )


def note_going_offline(
    *,
    page: Page,
    before: Sequence[Standing],
    action: Decision,
    by: User,
    reason: str,
    foretold: str = "",
    into: Page | None = None,
) -> Undoable:
    """Write down that a page is taken offline, archived or merged into another, so that it can be undone."""
    standings = [asdict(each) for each in before]
    if into is not None:
        linked = [each.pk for each in linked_to(page)]
        return note(
            Act.MERGED,
            [page],
            by=by,
            reason=reason,
            foretold=of_merging(page, into),
            copy={"before": standings, "into": into.pk, "linked": linked},
        )
    archived = action == Decision.ARCHIVE
    consequences = of_going_offline(page, answer=410 if archived else 404)
    _require_foretold(consequences, foretold)
    return note(
        Act.ARCHIVED if archived else Act.OFFLINE,
        [page],
        by=by,
        reason=reason,
        foretold=consequences,
        copy={"before": standings},
    )


@transaction.atomic
def merge(*, page: Page, into: Page, by: User, reason: str = "", foretold: str = "") -> Undoable:
    """Merge a record into another that says the same (moderation.actions.merge). Raises InvalidMove too."""
    _require_foretold(of_merging(page, into), foretold)
    moderation.merge(page=page, into=into, by=by, reason=reason)
    return Undoable.objects.filter(act=Act.MERGED, object_id=str(page.pk)).latest("pk")


@transaction.atomic
def take_offline(*, page: Page, by: User, reason: str = "", foretold: str = "") -> Undoable:
    """Take a page that is not moderated offline: a year or an edition. What stands below it stays as it is."""
    require_offline(page, by)
    consequences = of_going_offline(page, answer=404)
    _require_foretold(consequences, foretold)
    columns = {name: getattr(page, name) for name in COLUMNS_OF_STANDING}
    undoable = note(
        Act.OFFLINE, [page], by=by, reason=reason, foretold=consequences, copy={"columns": columns}
    )
    UnpublishPageAction(page, user=by, log_action=False).execute(skip_permission_checks=True)
    log(instance=page, action="wagtail.unpublish", user=by, data=_entry(undoable))
    return undoable


@transaction.atomic
def move(*, pages: Sequence[Page], to: Page, by: User, reason: str = "", foretold: str = "") -> Undoable:
    """Move pages with all that stands below them to the end of another page's children."""
    require_movable(pages, to, by)
    consequences = of_moving(pages)
    _require_foretold(consequences, foretold)
    undoable = note(Act.MOVED, pages, by=by, reason=reason, foretold=consequences, copy=places_of(pages))
    for page in pages:
        MovePageAction(page, Page.objects.get(pk=to.pk), pos="last-child", user=by).execute(
            skip_permission_checks=True
        )
    return undoable


@transaction.atomic
def undo(*, undoable: Undoable, by: User, wishes: Mapping[int, Wishes] | None = None) -> None:
    """Bring back all that an act took, as it was, and log it with the person.

    `wishes` gives pages another address or place than they had, by primary key. Raises UndoRefused when it was brought
    back already, 30 days are over, or something else has its place.
    """
    undoable = Undoable.objects.select_for_update(of=("self",)).get(pk=undoable.pk)
    if not may_undo(by, undoable):
        raise PermissionDenied(_("Whoever did it, or an administrator, brings it back."))
    if not undoable.is_open or undoable.copy is None:
        raise UndoRefused(_("It was brought back already, or 30 days are over."))
    if undoable.act == Act.DELETED:
        bring_rows_back(undoable, by=by, wishes=wishes or {})
    elif undoable.act == Act.MOVED:
        move_back(undoable, by=by)
    elif "columns" in undoable.copy:
        _show_again(undoable, by)
    else:
        _stand_again(undoable, by)
    undoable.undone_at, undoable.undone_by, undoable.copy = timezone.now(), by, None
    undoable.save(update_fields=["undone_at", "undone_by", "copy"])


def _show_again(undoable: Undoable, by: User) -> None:
    page = Page.objects.filter(pk=undoable.object_id, live=False).first()
    if page is None:
        raise UndoRefused(_("The page is public again already, or not there any more."))
    page = page.specific
    for name, value in undoable.copy["columns"].items():
        setattr(page, name, value)
    page.save(clean=False)
    page_published.send(sender=type(page), instance=page, revision=page.live_revision)
    log(instance=page, action=LogAction.UNDO.value, user=by, data={"undoable": undoable.pk})


def _stand_again(undoable: Undoable, by: User) -> None:
    before = [Standing(**each) for each in undoable.copy["before"]]
    try:
        if undoable.act == Act.MERGED:
            _stand_alone(undoable, before, by)
        else:
            moderation.bring_back(before=before, by=by)
    except InvalidMove as refusal:
        raise UndoRefused(str(refusal)) from refusal


def _stand_alone(undoable: Undoable, before: Sequence[Standing], by: User) -> None:
    page = Page.objects.get(pk=undoable.object_id).specific
    kept = Page.objects.filter(pk=undoable.copy["into"]).first()
    into = kept.specific if kept else None
    moderation.unmerge(before=before, page=page, into=into, by=by)
    if into is not None:
        linked = [each for each in linked_to(into) if each.pk in undoable.copy["linked"]]
        link(linked, to=page, by=by, reason=undoable.reason)


@transaction.atomic
def forget_copies(*, now: dt.datetime) -> int:
    """Empty the copies that are older than 30 days, with the files they kept; return how many there were.

    Who did what, when and why stays, and so does all that was public: it has a history of its own.
    """
    old = Undoable.objects.filter(done_at__lte=now - KEPT_FOR, copy__isnull=False)
    count = 0
    for undoable in old.select_for_update(of=("self",)):
        names = undoable.copy.get("files", [])
        undoable.copy = None
        undoable.save(update_fields=["copy"])
        transaction.on_commit(lambda names=names: files.forget(names))
        count += 1
    return count
