"""Bringing back what a page said before."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.accounts.models import User
from cms.history.versions import find, text_of, versions_of
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import require
from cms.moderation.queries import locked


@transaction.atomic
def restore_version(*, page: Page, version: str, by: User) -> Revision:
    """Make an earlier version (its key) the newest draft. What the public sees does not change, nor the page's address.

    The log names the person and the version; whoever brings a text back counts as its author. Raises PermissionDenied,
    InvalidMove when the page has no such version or is in a state without editing, or ValidationError.
    """
    page = locked(page)
    require(Move.EDIT, by, page)
    source = find(versions_of(page), version)
    if source is None:
        raise InvalidMove(_("This version is not there any more."))
    text = text_of(page, source)
    text.slug = page.get_latest_revision_as_object().slug
    revision: Revision = text.save_revision(user=by)
    log(
        instance=page,
        action="wagtail.revert",
        user=by,
        revision=revision,
        content_changed=True,
        data={"revision": {"id": source.number, "created": source.at.isoformat()}, "version": source.key},
    )
    return revision
