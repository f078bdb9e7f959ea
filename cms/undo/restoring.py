"""Bringing deleted rows back to their place, and all that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, Page, PageLogEntry, ReferenceIndex
from wagtail.search.index import Indexed, insert_or_update_object
from wagtail.signals import page_published

from cms.accounts.models import User
from cms.undo.copies import made, put_back
from cms.undo.enums import Act, LogAction
from cms.undo.exceptions import UndoRefused
from cms.undo.models import Undoable
from cms.undo.tree import replant, require_free_slug
from search import registry
from search.indexing.outbox import enqueue


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a page is to have in the place of what it had."""

    slug: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Top:
    """The top of a tree that was deleted: its row, and the page or collection it stood below, if that is there."""

    node: Any
    parent: Any


def rows_of(undoable: Undoable) -> list[Model]:
    return made(undoable.copy["rows"])


def tops_of(undoable: Undoable, objects: Sequence[Model]) -> list[Top]:
    nodes = {each.pk: each for each in objects if type(each) in (Page, Collection)}
    found = []
    for place in undoable.copy["places"]:
        node = nodes[place["pk"]]
        parent = type(node)._default_manager.filter(pk=place["parent"]).first()
        found.append(Top(node, parent))
    return found


def bring_rows_back(undoable: Undoable, *, by: User, wishes: Mapping[int, Wishes]) -> None:
    """Insert all rows of a deletion again, in the caller's transaction. Raises UndoRefused."""
    objects = rows_of(undoable)
    nodes = [each for each in objects if type(each) in (Page, Collection)]
    for top in tops_of(undoable, objects):
        _plant(top, nodes, wishes.get(top.node.pk, Wishes()))
    put_back(objects, [tuple(each) for each in undoable.copy["emptied"]])
    _tell(undoable, objects, by)
    _index([*objects, *_sources(undoable)])


def _plant(top: Top, nodes: Sequence[Any], wishes: Wishes) -> None:
    node, parent = top.node, top.parent
    if wishes.parent is not None:
        parent = type(node)._default_manager.filter(pk=wishes.parent).first()
    if parent is None:
        raise UndoRefused(
            _("What it stood below is gone. Bring that back first, or choose another place for it below."),
            earlier=deletion_of(top),
        )
    if isinstance(node, Page):
        if wishes.slug:
            _rename(node, nodes, wishes.slug)
        require_free_slug(node.slug, parent)
    replant([each for each in nodes if type(each) is type(node)], node, parent)


def _rename(node: Page, nodes: Iterable[Page], slug: str) -> None:
    before = node.url_path
    after = f"{before.rstrip('/').rpartition('/')[0]}/{slug}/"
    for each in nodes:
        if isinstance(each, Page) and each.path.startswith(node.path):
            each.url_path = after + each.url_path[len(before) :]
    node.slug = slug


def deletion_of(top: Top) -> Undoable | None:
    """Return the deletion of the page that a top stood below, if that can still be brought back."""
    if not isinstance(top.node, Page):
        return None
    return deletion_with(path=top.node.path[: -Page.steplen])


def deletion_with(**conditions: Any) -> Undoable | None:
    """Return the latest open deletion that took a page with these columns."""
    for undoable in Undoable.objects.filter(act=Act.DELETED, undone_at=None).exclude(copy__isnull=True):
        for row in undoable.copy["rows"]:
            if row["model"] == Page._meta.label and all(
                row[name] == value for name, value in conditions.items()
            ):
                return undoable
    return None


def _tell(undoable: Undoable, objects: Sequence[Model], by: User) -> None:
    """Log it for each page, or for the object; tell search and whoever listens that public pages are public again."""
    pages = list(Page.objects.filter(pk__in=[each.pk for each in objects if type(each) is Page]).specific())
    PageLogEntry.objects.filter(page__in=pages, deleted=True).update(deleted=False)
    data = {"undoable": undoable.pk}
    for page in pages:
        log(instance=page, action=LogAction.UNDO.value, user=by, data=data)
        if page.live:
            page_published.send(sender=type(page), instance=page, revision=page.live_revision)
    enqueue(id for page in pages for id in registry.ids_for(page))
    if not pages:
        model = undoable.content_type.model_class()
        each = model._default_manager.filter(pk=undoable.object_id).first() if model else None
        if each is not None:
            log(instance=each, action=LogAction.UNDO.value, user=by, data=data)
            if hasattr(model, "history"):
                model.history.bulk_history_create(
                    [each], default_user=by, default_change_reason=undoable.reason
                )


def _sources(undoable: Undoable) -> list[Model]:
    found: list[Model] = []
    for label, pk in undoable.copy["sources"]:
        found += apps.get_model(label)._base_manager.filter(pk=pk)
    return found


def _index(objects: Iterable[Model]) -> None:
    """Make Wagtail's two indexes again, of references and for its search, for what came back and what links to it."""
    for each in objects:
        if type(each) is Page:
            each = Page.objects.get(pk=each.pk).specific
        elif isinstance(each, Page):
            continue
        if ReferenceIndex.is_indexed(type(each)):
            ReferenceIndex.create_or_update_for_object(each)
        if isinstance(each, Indexed):
            insert_or_update_object(each)
