"""Each move of the decision page as the action that takes it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation import actions
from cms.moderation.enums import Move

TAKE: dict[Move, Callable[[Page, User, Mapping[str, Any]], Any]] = {
    Move.SUBMIT: lambda page, by, data: actions.submit(page=page, by=by),
    Move.APPROVE: lambda page, by, data: actions.approve(page=page, by=by, digest=data["digest"]),
    Move.TAKE_BACK: lambda page, by, data: actions.take_back_approval(page=page, by=by),
    Move.REQUEST_CHANGES: lambda page, by, data: actions.request_changes(
        page=page,
        by=by,
        note=data["words"],
        chosen=data["reason"],
        questions=data.get("questions", ()),
        digest=data["digest"],
    ),
    Move.REJECT: lambda page, by, data: actions.reject(
        page=page, by=by, reason=data["words"], chosen=data["reason"], digest=data["digest"]
    ),
    Move.WITHDRAW: lambda page, by, data: actions.withdraw(page=page, by=by, reason=data["words"]),
    Move.RESUBMIT: lambda page, by, data: actions.resubmit(page=page, by=by),
    Move.REOPEN: lambda page, by, data: actions.reopen(page=page, by=by),
    Move.UNPUBLISH: lambda page, by, data: actions.unpublish(
        page=page, by=by, reason=data["words"], foretold=data["foretold"]
    ),
    Move.ARCHIVE: lambda page, by, data: actions.archive(
        page=page, by=by, reason=data["words"], foretold=data["foretold"]
    ),
    Move.RESTORE: lambda page, by, data: actions.restore(page=page, by=by),
}
"""Editing and deleting have pages of their own in Wagtail."""

DONE = {
    Move.SUBMIT: _("“%(title)s” waits for a moderator."),
    Move.APPROVE: _("“%(title)s” is published."),
    Move.TAKE_BACK: _("Your approval of “%(title)s” is taken back."),
    Move.REQUEST_CHANGES: _("“%(title)s” went back to its author with your question."),
    Move.REJECT: _("“%(title)s” is rejected."),
    Move.WITHDRAW: _("“%(title)s” is withdrawn."),
    Move.RESUBMIT: _("“%(title)s” waits for a moderator again."),
    Move.REOPEN: _("“%(title)s” is a draft again."),
    Move.UNPUBLISH: _("“%(title)s” is offline."),
    Move.ARCHIVE: _("“%(title)s” is archived."),
    Move.RESTORE: _("“%(title)s” is a draft again."),
}
"""What the person is told afterwards."""

WAITS = _("You approved “%(title)s”. It waits for another person.")
"""What they are told of an approval that is not the last."""
