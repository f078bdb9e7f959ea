"""Places in a tree of pages or collections: where something stood, and its way back there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.undo.exceptions import UndoRefused

Node = Any
"""A Page or a Collection, as a row of its own table."""


def place_of(node: Node) -> dict[str, Any]:
    """Return where a node stands, by keys that a move of its parents does not change."""
    parent = node.get_parent()
    return {"pk": node.pk, "parent": parent.pk if parent else None, "path": node.path}


def replant(nodes: Sequence[Node], root: Node, parent: Node) -> None:
    """Give a root and the nodes that stood below it their paths, depths and addresses below this parent, and count it.

    It gets its old place among the children, or the last one where that is taken. The nodes are not saved.
    """
    model = type(parent)
    model.objects.select_for_update().get(pk=parent.pk)
    parent = model.objects.get(pk=parent.pk)
    before, deeper = root.path, parent.depth + 1 - root.depth
    path = _free_path(parent, before)
    old_url = getattr(root, "url_path", "")
    url = f"{parent.url_path}{root.slug}/" if old_url else ""
    for node in nodes:
        if node.path.startswith(before):
            node.path = path + node.path[len(before) :]
            node.depth += deeper
            if old_url:
                node.url_path = url + node.url_path[len(old_url) :]
    model.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)


def _free_path(parent: Node, before: str) -> str:
    model = type(parent)
    path = parent.path + before[-model.steplen :]
    if not model.objects.filter(path=path).exists():
        return path
    last = model.objects.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path").last()
    return model._get_path(parent.path, parent.depth + 1, model._str2int(last.path[-model.steplen :]) + 1)


def require_free_slug(slug: str, parent: Page) -> None:
    """Raise UndoRefused when another page has this address by now."""
    holder = Page.objects.child_of(parent).filter(slug=slug).first()
    if holder is not None:
        raise UndoRefused(
            _("Its address has gone to “%(title)s”. Give it another one below, or rename that page first.")
            % {"title": holder.get_admin_display_title()}
        )
