"""Bringing the waiting demo pages into their states, each by the moves that people make."""

from __future__ import annotations

from collections.abc import Callable

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.demo.staff import with_role
from cms.demo.waiting import Waiting
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import PageState
from stocktaking_pages.models import StocktakingProjectPage as Project

Step = Callable[[Project, Waiting, "Cast"], None]


class Cast:
    """Who makes the moves: an author, and a moderator who has written nothing."""

    def __init__(self) -> None:
        self.author: User = with_role(Role.AUTHOR)
        self.moderator: User = with_role(Role.MODERATOR)


def submit(page: Project, waiting: Waiting, cast: Cast) -> None:
    actions.submit(page=page, by=cast.author)


def publish(page: Project, waiting: Waiting, cast: Cast) -> None:
    actions.approve(page=page, by=cast.moderator, digest=content_digest(page.latest_revision))


def ask(page: Project, waiting: Waiting, cast: Cast) -> None:
    actions.request_changes(page=page, by=cast.moderator, note=waiting.note)


def reject(page: Project, waiting: Waiting, cast: Cast) -> None:
    actions.reject(page=page, by=cast.moderator, reason=waiting.note)


def withdraw(page: Project, waiting: Waiting, cast: Cast) -> None:
    actions.withdraw(page=page, by=cast.author, reason=waiting.note)


def unpublish(page: Project, waiting: Waiting, cast: Cast) -> None:
    actions.unpublish(page=page, by=cast.moderator, reason=waiting.note)


def archive(page: Project, waiting: Waiting, cast: Cast) -> None:
    actions.archive(page=page, by=cast.moderator, reason=waiting.note)


def write(page: Project, waiting: Waiting, cast: Cast) -> None:
    """Save the newer words as a draft."""
    draft = page.get_latest_revision_as_object()
    for name, text in waiting.changed.items():
        setattr(draft, name, text)
    draft.save_revision(user=cast.author, log_action=True)


STEPS: dict[PageState, tuple[Step, ...]] = {
    PageState.DRAFT: (),
    PageState.IN_REVIEW: (submit,),
    PageState.CHANGES_REQUESTED: (submit, ask),
    PageState.REJECTED: (submit, reject),
    PageState.WITHDRAWN: (submit, withdraw),
    PageState.UNPUBLISHED: (submit, publish, unpublish),
    PageState.ARCHIVED: (submit, publish, archive),
    PageState.PUBLISHED_CHANGES_IN_DRAFT: (submit, publish, write),
    PageState.PUBLISHED_CHANGES_IN_REVIEW: (submit, publish, write, submit),
    PageState.PUBLISHED_CHANGES_REQUESTED: (submit, publish, write, submit, ask),
    PageState.PUBLISHED_CHANGE_REJECTED: (submit, publish, write, submit, reject),
}
"""The way of a draft into each state."""


def bring(waiting: Waiting, cast: Cast) -> None:
    """Take the draft of this record, already written by the author, into its state."""
    for step in STEPS[PageState(waiting.state)]:
        step(Project.objects.get(source_id=waiting.record["source_id"]), waiting, cast)
