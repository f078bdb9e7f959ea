"""Who takes part in what is said about pages. A moderator whose text it is stands on the author's side.

Pages are given as their own types. Each rule is asked of many at once, in as many queries as of one.
"""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.enums import UNDER_REVIEW
from cms.moderation.permissions import moderates, open_workflow, owns
from cms.moderation.states import open_page_ids, state_of


def own_texts(user: User, pages: Collection[Page]) -> set[int]:
    """Return the keys of the pages whose text is this person's: they own the page, or handed in what waits."""
    if not user.is_active:
        return set()
    handed_in = open_page_ids(requested_by=user, object_id__in=[str(page.pk) for page in pages])
    return {page.pk for page in pages if owns(user, page)} | {row["page_pk"] for row in handed_in}


def commented_as_staff(user: User, pages: Collection[Page]) -> set[int]:
    """Return the keys of those where the person reads and writes staff notes, asks the author and closes threads."""
    _own, as_staff = sides_of(user, pages)
    return as_staff


def sides_of(user: User, pages: Collection[Page]) -> tuple[set[int], set[int]]:
    """Return the keys of the pages whose text is this person's, and of those where they comment as staff."""
    own = own_texts(user, pages)
    moderated = {page.pk for page in pages if user.is_active and moderates(user, page)}
    return own, moderated - own


def is_its_author(user: User, page: Page) -> bool:
    return page.pk in own_texts(user, [page])


def comments_as_staff(user: User, page: Page) -> bool:
    return page.pk in commented_as_staff(user, [page])


def author_of(page: Page) -> User | None:
    """Return to whom messages go: whoever handed in what waits, else whose page it is."""
    review = open_workflow(page)
    author: User | None = (review.requested_by if review else None) or page.owner
    return author


def goes_with_decision(page: Page) -> bool:
    """Whether messages wait for a decision with which they are sent along; else they are mailed by themselves."""
    return state_of(page) in UNDER_REVIEW


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("You cannot comment here."))
