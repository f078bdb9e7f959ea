"""One page in every state, each brought there by the moves a person would make."""

from collections.abc import Callable
from dataclasses import dataclass, field

from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation import actions
from cms.moderation.enums import PageState
from tests.factories import approved, fresh, person, write


@dataclass
class Cast:
    """Who plays in a page's story."""

    author: User
    other_writers: list[User] = field(default_factory=list)
    reader: User = field(default_factory=lambda: person("moderator"))


def draft(page: Page, cast: Cast) -> None:
    for writer in [cast.author, *cast.other_writers]:
        write(page, by=writer, title=page.title)


def in_review(page: Page, cast: Cast) -> None:
    draft(page, cast)
    actions.submit(page=page, by=cast.author)


def changes_requested(page: Page, cast: Cast) -> None:
    in_review(page, cast)
    actions.request_changes(page=page, by=cast.reader, note="Which year?")


def rejected(page: Page, cast: Cast) -> None:
    in_review(page, cast)
    actions.reject(page=page, by=cast.reader, reason="Not a project.")


def withdrawn(page: Page, cast: Cast) -> None:
    in_review(page, cast)
    actions.withdraw(page=page, by=cast.author)


def published(page: Page, cast: Cast) -> None:
    in_review(page, cast)
    approved(page, by=cast.reader)


def unpublished(page: Page, cast: Cast) -> None:
    published(page, cast)
    actions.unpublish(page=page, by=cast.reader, reason="The author asked.")


def archived(page: Page, cast: Cast) -> None:
    published(page, cast)
    actions.archive(page=page, by=cast.reader, reason="The project is over.")


def after_publication(story: Callable[[Page, Cast], None]) -> Callable[[Page, Cast], None]:
    def told(page: Page, cast: Cast) -> None:
        published(page, cast)
        story(page, cast)

    return told


STORIES: dict[PageState, Callable[[Page, Cast], None]] = {
    PageState.DRAFT: draft,
    PageState.IN_REVIEW: in_review,
    PageState.CHANGES_REQUESTED: changes_requested,
    PageState.PUBLISHED: published,
    PageState.PUBLISHED_CHANGES_IN_DRAFT: after_publication(draft),
    PageState.PUBLISHED_CHANGES_IN_REVIEW: after_publication(in_review),
    PageState.PUBLISHED_CHANGES_REQUESTED: after_publication(changes_requested),
    PageState.PUBLISHED_CHANGE_REJECTED: after_publication(rejected),
    PageState.REJECTED: rejected,
    PageState.WITHDRAWN: withdrawn,
    PageState.UNPUBLISHED: unpublished,
    PageState.ARCHIVED: archived,
}


def bring_to(state: PageState, page: Page, cast: Cast) -> Page:
    """Play the story that ends in this state and return the page read again."""
    STORIES[state](page, cast)
    return fresh(page)
