"""The states of a moderated page and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageState(models.TextChoices):
    """What people are shown; derived by states.state_of, never stored."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    PUBLISHED = "published", _("Published")
    PUBLISHED_CHANGES_IN_DRAFT = "published_changes_in_draft", _("Published, changes in draft")
    PUBLISHED_CHANGES_IN_REVIEW = "published_changes_in_review", _("Published, changes in review")
    PUBLISHED_CHANGES_REQUESTED = "published_changes_requested", _("Published, changes requested")
    PUBLISHED_CHANGE_REJECTED = "published_change_rejected", _("Published, change rejected")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    UNPUBLISHED = "unpublished", _("Unpublished")
    ARCHIVED = "archived", _("Archived")


class Move(models.TextChoices):
    """What a person can do with a moderated page; the buttons say what happens."""

    EDIT = "edit", _("Edit")
    SUBMIT = "submit", _("Submit for review")
    APPROVE = "approve", _("Publish")
    TAKE_BACK = "take_back", _("Take back my approval")
    REQUEST_CHANGES = "request_changes", _("Ask the author")
    REJECT = "reject", _("Reject")
    WITHDRAW = "withdraw", _("Withdraw")
    RESUBMIT = "resubmit", _("Submit again")
    REOPEN = "reopen", _("Reopen")
    UNPUBLISH = "unpublish", _("Take offline")
    ARCHIVE = "archive", _("Archive")
    RESTORE = "restore", _("Restore as a draft")
    DELETE = "delete", _("Delete")


class LogAction(models.TextChoices):
    """Entries in Wagtail's page log that say what a decision was; a state is derived from the last one."""

    START = "wagtail.workflow.start", _("Submitted for review")
    PUBLISH = "wagtail.publish", _("Published")
    IMPORT = "moderation.import", _("Published by an operator's import")
    REJECT = "moderation.reject", _("Rejected")
    WITHDRAW = "moderation.withdraw", _("Withdrawn")
    UNPUBLISH = "moderation.unpublish", _("Taken offline")
    ARCHIVE = "moderation.archive", _("Archived")
    RESTORE = "moderation.restore", _("Restored as a draft")
    REOPEN = "moderation.reopen", _("Reopened")
    UNDO = "moderation.undo", _("Decision undone")


REVIEW_STEPS = {
    LogAction.START.value: LogAction.START.label,
    "wagtail.workflow.approve": _("Approved"),
    "wagtail.workflow.reject": _("Changes requested"),
    "wagtail.workflow.resume": _("Submitted again"),
    "wagtail.workflow.cancel": _("Review ended"),
}
"""Wagtail's entries of a review -> what they say: without the name of the one step, a row of the database."""


class News(models.TextChoices):
    """What an author is told of a decision."""

    PUBLISHED = "published", _("Published")
    CHANGES = "changes", _("Changes requested")
    REJECTED = "rejected", _("Rejected")
    TAKEN_BACK = "taken_back", _("Decision undone")
    MERGED = "merged", _("Merged into another record")
    QUESTIONS = "questions", _("Messages")
    """Asked while there is no decision with which they could go along."""


APPROVED = ("moderation.approve", _("Approved; others are asked too"))
APPROVAL_TAKEN_BACK = ("moderation.take_back_approval", _("Approval taken back"))
BROUGHT_BACK = ("moderation.bring_back", _("Brought back as it was"))
MERGED_HERE = ("moderation.merge", _("Another record was merged into it"))
RELINKED = (
    "moderation.relink",
    _("Names another record now: the one it named was merged or is on its own again"),
)
UNMERGED = ("moderation.unmerge", _("Another record is on its own again"))
"""Entries in the page log and their words. They are no decisions: no state is derived from them."""
OF_MERGES = frozenset({MERGED_HERE[0], UNMERGED[0], RELINKED[0]})

UNDER_REVIEW = frozenset({PageState.IN_REVIEW, PageState.PUBLISHED_CHANGES_IN_REVIEW})
WAITING_FOR_AUTHOR = frozenset({PageState.CHANGES_REQUESTED, PageState.PUBLISHED_CHANGES_REQUESTED})
REFUSED = frozenset({PageState.REJECTED, PageState.PUBLISHED_CHANGE_REJECTED})
PUBLIC = frozenset(
    {
        PageState.PUBLISHED,
        PageState.PUBLISHED_CHANGES_IN_DRAFT,
        PageState.PUBLISHED_CHANGES_IN_REVIEW,
        PageState.PUBLISHED_CHANGES_REQUESTED,
        PageState.PUBLISHED_CHANGE_REJECTED,
    }
)
DECISIONS = frozenset({Move.APPROVE, Move.REQUEST_CHANGES, Move.REJECT})
REASONED = frozenset({Move.REQUEST_CHANGES, Move.REJECT})
"""For these a reason can be chosen from the list."""
CLOSED = frozenset({PageState.WITHDRAWN, PageState.UNPUBLISHED, PageState.ARCHIVED})

ALLOWED_IN: dict[Move, frozenset[PageState]] = {
    Move.EDIT: frozenset(PageState) - CLOSED - {PageState.REJECTED},
    Move.SUBMIT: frozenset({PageState.DRAFT, PageState.PUBLISHED_CHANGES_IN_DRAFT}),
    Move.APPROVE: UNDER_REVIEW,
    Move.TAKE_BACK: UNDER_REVIEW,
    Move.REQUEST_CHANGES: UNDER_REVIEW,
    Move.REJECT: UNDER_REVIEW | WAITING_FOR_AUTHOR,
    Move.WITHDRAW: UNDER_REVIEW | WAITING_FOR_AUTHOR,
    Move.RESUBMIT: WAITING_FOR_AUTHOR,
    Move.REOPEN: REFUSED,
    Move.UNPUBLISH: PUBLIC,
    Move.ARCHIVE: PUBLIC | {PageState.UNPUBLISHED},
    Move.RESTORE: CLOSED,
    Move.DELETE: frozenset({PageState.DRAFT, PageState.REJECTED, PageState.WITHDRAWN}),
}
"""The transition table: in which states a move exists at all. Who may make it is permissions.py."""
