"""Who may delete, and who may bring back."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.accounts.permissions import is_administrator
from cms.moderation.registry import is_moderated
from cms.undo.consequences import title_of
from cms.undo.exceptions import Kept
from cms.undo.kinds import kind_of, too_many
from cms.undo.models import Undoable


def require_deletable(objects: Iterable[Model], user: User) -> None:
    """Raise PermissionDenied unless the person may delete all of them, Kept when one of them stays, whoever asks.

    Why something stays may name what is hidden: it is said to who may delete and, of a moderated page, which the door
    before this one shows to its readers only, to everybody.
    """
    objects = list(objects)
    if reason := too_many(len(objects)):
        raise Kept(reason)
    for each in objects:
        kind = kind_of(each)
        if kind is None:
            raise Kept(_("“%(title)s” is kept for ever.") % {"title": title_of(each)})
        may = user.is_active and kind.may_delete(user, each)
        told = may or (isinstance(each, Page) and is_moderated(each))
        if told and (reason := kind.kept(each)):
            raise Kept(reason)
        if not may:
            raise PermissionDenied(_role_forbids(each))


def why_not_deletable(page: Page, user: User) -> str:
    """Say why a page that the person may read and not delete stays.

    Of a page that is not moderated only that the role does not allow it: what is kept may be a draft below it.
    """
    kind = kind_of(page)
    return (kind.kept(page) if kind and is_moderated(page) else "") or _role_forbids(page)


def _role_forbids(each: Model) -> str:
    return _("Your role does not allow “Delete” on “%(title)s”.") % {"title": title_of(each)}


def require_movable(pages: Iterable[Page], to: Page, user: User) -> None:
    """Raise PermissionDenied unless the person may move all of them there, Kept when an address is taken there.

    One that moves along may take it, too.
    """
    moved: dict[str, Page] = {}
    for page in pages:
        if not page.permissions_for_user(user).can_move_to(to):
            raise PermissionDenied(
                _("“%(title)s” does not go below “%(place)s”.")
                % {"title": title_of(page), "place": title_of(to)}
            )
        holder = Page.objects.child_of(to).filter(slug=page.slug).exclude(pk=page.pk).first()
        holder = holder or moved.get(page.slug)
        if holder is not None:
            raise Kept(_("“%(title)s” has this address there already.") % {"title": title_of(holder)})
        moved[page.slug] = page


def require_offline(page: Page, user: User) -> None:
    """Raise Kept for a moderated page, which the desk takes offline, PermissionDenied unless the person may."""
    if is_moderated(page):
        raise Kept(_("It is taken offline on its page of the desk, with a reason that the author reads."))
    if not page.permissions_for_user(user).can_unpublish():
        raise PermissionDenied(
            _("Your role does not allow “Take offline” on “%(title)s”.") % {"title": title_of(page)}
        )


def may_undo(user: User, undoable: Undoable) -> bool:
    return user.is_active and (is_administrator(user) or undoable.done_by_id == user.pk)
