"""Moving pages so that it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.accounts.models import User
from cms.undo.exceptions import UndoRefused
from cms.undo.models import Undoable
from cms.undo.tree import require_free_slug
from cms.undo.wholes import trees


def places_of(pages: Sequence[Page]) -> dict[str, Any]:
    """Return where pages stand, the one that stands last first, so that each is put before one that is back already."""
    places = []
    for page in sorted(pages, key=lambda page: page.path, reverse=True):
        follower = page.get_next_sibling()
        places.append(
            {"pk": page.pk, "parent": page.get_parent().pk, "before": follower.pk if follower else None}
        )
    return {"moved": places}


@transaction.atomic
def move_back(undoable: Undoable, *, by: User) -> None:
    """Move the pages to where they stood. The addresses they had meanwhile lead on to them."""
    for place in undoable.copy["moved"]:
        page = Page.objects.filter(pk=place["pk"]).first()
        parent = Page.objects.filter(pk=place["parent"]).first()
        if page is None or parent is None:
            raise UndoRefused(_("The page, or the one it stood below, is not there any more."))
        if page.get_parent().pk != parent.pk:
            require_free_slug(page.slug, parent)
        follower = Page.objects.child_of(parent).filter(pk=place["before"]).first()
        target, position = (follower, "left") if follower else (parent, "last-child")
        MovePageAction(page.specific, target, pos=position, user=by).execute(skip_permission_checks=True)
        _forget_own_redirects(page)


def _forget_own_redirects(page: Page) -> None:
    """A redirect that Wagtail made at the move, from the place where the pages stand again, leads nowhere now."""
    page = Page.objects.get(pk=page.pk)
    addresses = [Redirect.normalise_path(each) for each in trees([page]).values_list("url_path", flat=True)]
    Redirect.objects.filter(automatically_created=True, old_path__in=addresses).delete()
