"""Who may make which move: every door (admin, API, bulk, command) asks here."""

from collections.abc import Callable, Iterable
from functools import cache

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.accounts.permissions import has_role, is_administrator, reviews, roles_of
from cms.core.templatetags.languages import listing
from cms.moderation.approvals.queries import approved_earlier, asked_groups, progress_in, progress_on
from cms.moderation.enums import ALLOWED_IN, DECISIONS, Move, PageState
from cms.moderation.exceptions import InvalidMove
from cms.moderation.queries import original_is_public, publications_of
from cms.moderation.states import state_of

WRITING_ACTIONS = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.rename")


def moderates(user: User, page: Page) -> bool:
    """Whether the person's role lets them decide on pages like this one, four eyes aside."""
    into = page.locale.language_code if getattr(page, "is_translation", False) else ""
    return moderates_pages(user, type(page), into)


def moderates_pages(user: User, model: type[Page], into: str = "") -> bool:
    """Whether the same holds for pages of a type: for originals, or for translations into a language."""
    if into and reviews(user, into):
        return True
    roles = (Role.MODERATOR, *getattr(model, "also_moderated_by", ()))
    return is_administrator(user) or any(has_role(user, role) for role in roles)


def decides(user: User, page: Page) -> bool:
    """Whether a role, or a group that the step of the open review asks, lets the person decide; four eyes aside."""
    if moderates(user, page):
        return True
    review = open_workflow(page)
    return review is not None and _is_asked(user, review.current_task_state_id)


def decides_in(step: int | None, user: User, page: Page) -> bool:
    """Whether the same holds in a step of a review of the page, be it over."""
    return moderates(user, page) or _is_asked(user, step)


def _is_asked(user: User, step: int | None) -> bool:
    return not roles_of(user).isdisjoint(asked_groups(step))


def writes(user: User, page: Page) -> bool:
    """Whether the person may change this page's words: its owner, its moderators, its translators."""
    if moderates(user, page) or (user.is_active and owns(user, page)):
        return True
    translation = getattr(page, "is_translation", False)
    return translation and has_role(user, Role.TRANSLATOR, page.locale.language_code)


def owns(user: User, page: Page) -> bool:
    return user.pk is not None and page.owner_id == user.pk  # type: ignore[attr-defined]  # unknown to django-stubs


def is_author(user: User, page: Page) -> bool:
    """Whether the person wrote anything of what now waits: any revision or edit since the last published one.

    The page log is asked too, because saving over a revision leaves one row whatever the number of edits.
    """
    published = last_published_revision(page)
    if published is None and owns(user, page):
        return True
    return any(rows.filter(user=user).exists() for rows in _written_since(published, page))


def authors_of(page: Page) -> set[int | None]:
    """Return the primary keys of all of whom is_author holds, and perhaps None for the system."""
    published = last_published_revision(page)
    authors: set[int | None] = {
        pk
        for rows in _written_since(published, page)
        for pk in rows.order_by().values_list("user", flat=True)
    }
    return authors if published else authors | {page.owner_id}  # type: ignore[attr-defined]  # as in owns()


def _written_since(
    published: Revision | None, page: Page
) -> tuple[QuerySet[Revision], QuerySet[PageLogEntry]]:
    revisions = page.revisions.all()
    edits = PageLogEntry.objects.filter(page_id=page.pk, action__in=WRITING_ACTIONS)
    if published is not None:
        revisions = revisions.filter(created_at__gte=published.created_at).exclude(pk=published.pk)
        edits = edits.filter(timestamp__gte=published.created_at).exclude(revision=published)
    return revisions, edits


def last_published_revision(page: Page) -> Revision | None:
    """Return the revision the public sees or, for a page taken offline, saw last."""
    if page.live_revision_id is not None:
        return page.live_revision
    entry = publications_of(page).first()
    return entry.revision if entry else None


def is_submitter(user: User, page: Page) -> bool:
    """Whether the person handed in what is under review now."""
    state = open_workflow(page)
    return state is not None and state.requested_by_id == user.pk


def open_workflow(page: Page) -> WorkflowState | None:
    return page.current_workflow_state


def sees_with_second_pair_of_eyes(user: User, page: Page, submitter_id: int | None) -> bool:
    """Four eyes: the person decides on the page and neither wrote nor handed in what waits."""
    return decides(user, page) and user.pk != submitter_id and not is_author(user, page)


def deciders_among(people: Iterable[User], page: Page) -> list[User]:
    """Return those of whom the same holds for the page's open review, in as many queries for many as for one."""
    review = open_workflow(page)
    groups = frozenset(asked_groups(review.current_task_state_id)) if review else frozenset()
    without = authors_of(page) | {review.requested_by_id if review else None}
    return [
        person
        for person in people
        if person.pk not in without and (moderates(person, page) or not roles_of(person).isdisjoint(groups))
    ]


def _reviews(user: User, page: Page) -> bool:
    state = open_workflow(page)
    return state is not None and sees_with_second_pair_of_eyes(user, page, state.requested_by_id)


def _is_unhindered(user: User, page: Page) -> bool:
    return not unasked(user, page) and not obstacle(page)


def unasked(user: User, page: Page) -> str:
    """Say why an approval of this person would add nothing to those a page under review has; else empty."""
    title = page.get_admin_display_title()
    review = open_workflow(page)
    if review and approved_earlier(user, review, page.latest_revision_id):
        return _("You approved “%(title)s”. It waits for another person.") % {"title": title}
    progress = progress_in(review)
    if progress is None or progress.asks(user):
        return ""
    if progress.has(user):
        return _("You approved “%(title)s”. It waits for another person.") % {"title": title}
    return _("“%(title)s” waits for an approval from: %(groups)s.") % {
        "title": title,
        "groups": listing(progress.unheard),
    }


def ends_review(user: User, page: Page) -> bool:
    """Whether an approval of this person, if they may give it, is the last that the review asks for."""
    review = open_workflow(page)
    progress = progress_in(review)
    if progress is not None and not progress.with_approval_of(user).is_done:
        return False
    return review is None or review.is_at_final_task


def _takes_back(user: User, page: Page) -> bool:
    progress = progress_on(page)
    return progress is not None and progress.has(user)


def obstacle(page: Page) -> str:
    """Say why the latest revision cannot be public now, whoever decides; empty when it can.

    A translation becomes public only beside its public original, and for texts that the original has in public.
    """
    if not original_is_public(page):
        title = page.get_admin_display_title()
        return _("“%(title)s” is a translation of a page that is not public.") % {"title": title}
    reason: str = page.untimely()  # type: ignore[attr-defined]  # what is decided on is a moderated page
    return reason


def _edits(user: User, page: Page) -> bool:
    return writes(user, page) and not locked_for(user, page)


def locked_for(user: User, page: Page) -> bool:
    """While a text is under review only its moderators change it; a lock keeps out all but its holder."""
    return locked_by_other(user, page) or (page.workflow_in_progress and not moderates(user, page))


def locked_by_other(user: User, page: Page) -> bool:
    return page.locked and page.locked_by_id != user.pk


def _submits(user: User, page: Page) -> bool:
    return writes(user, page) and not locked_by_other(user, page)


def _withdraws(user: User, page: Page) -> bool:
    return owns(user, page) or is_submitter(user, page)


def _owns_or_moderates(user: User, page: Page) -> bool:
    return moderates(user, page) or owns(user, page)


def _takes_offline(user: User, page: Page) -> bool:
    is_fixed: bool = page.is_fixed  # type: ignore[attr-defined]  # what is decided on is a moderated page
    return moderates(user, page) and not is_fixed


def _restores(user: User, page: Page) -> bool:
    if state_of(page) == PageState.WITHDRAWN:
        return _owns_or_moderates(user, page)
    return moderates(user, page)


def _deletes(user: User, page: Page) -> bool:
    """What was ever public stays; so does what somebody locked."""
    never_public = page.first_published_at is None
    return never_public and not page.locked and (is_administrator(user) or owns(user, page))


WHO: dict[Move, tuple[Callable[[User, Page], bool], ...]] = {
    Move.EDIT: (_edits,),
    Move.SUBMIT: (_submits,),
    Move.APPROVE: (_reviews, _is_unhindered),
    Move.TAKE_BACK: (_takes_back,),
    Move.REQUEST_CHANGES: (_reviews,),
    Move.REJECT: (_reviews,),
    Move.WITHDRAW: (_withdraws,),
    Move.RESUBMIT: (_submits,),
    Move.REOPEN: (_owns_or_moderates,),
    Move.UNPUBLISH: (_takes_offline,),
    Move.ARCHIVE: (_takes_offline,),
    Move.RESTORE: (_restores,),
    Move.DELETE: (_deletes,),
}
"""The rules that must all hold, in the order in which they are asked."""


def can(move: Move, user: User, page: Page) -> bool:
    """Whether the move exists in the page's state and this person may make it."""
    return user.is_active and state_of(page) in ALLOWED_IN[move] and _may(move, user, page)


def _may(move: Move, user: User, page: Page) -> bool:
    return all(rule(user, page) for rule in WHO[move])


def moves_of(user: User, page: Page) -> list[Move]:
    """Return the moves this person can make now, in the order of the enum. Each rule is asked once."""
    state = state_of(page)
    holds = cache(lambda rule: rule(user, page))
    possible = [move for move in Move if user.is_active and state in ALLOWED_IN[move]]
    return [move for move in possible if all(map(holds, WHO[move]))]


def require(move: Move, user: User, page: Page) -> None:
    """Raise InvalidMove when the state has no such move, PermissionDenied when this person may not make it."""
    state = state_of(page)
    if state not in ALLOWED_IN[move]:
        raise InvalidMove(
            _("“%(title)s” is in the state “%(state)s”: “%(move)s” is not possible now.")
            % {"title": page.get_admin_display_title(), "state": state.label, "move": move.label}
        )
    if not (user.is_active and _may(move, user, page)):
        raise PermissionDenied(refusal(move, user, page))


def can_hand_in(user: User, page: Page) -> bool:
    """Whether Wagtail's editor offers to submit. It saves first, so a published page can be handed in too."""
    states = ALLOWED_IN[Move.SUBMIT] | ALLOWED_IN[Move.RESUBMIT] | {PageState.PUBLISHED}
    return user.is_active and state_of(page) in states and _submits(user, page) and not _lack_of(page)


def require_hand_in(user: User | None, page: Page) -> None:
    """Raise PermissionDenied or InvalidMove unless this person may hand in what is newer than the public text."""
    if user is None or not (user.is_active and _submits(user, page)):
        raise PermissionDenied(
            refusal(Move.SUBMIT, user, page) if user else _("The person who submits is not named.")
        )
    if page.live and not page.has_unpublished_changes:
        raise InvalidMove(
            _("“%(title)s” has no change to review.") % {"title": page.get_admin_display_title()}
        )
    if lack := _lack_of(page):
        raise InvalidMove(lack)


def _lack_of(page: Page) -> str:
    lack: str = page.unfinished()  # type: ignore[attr-defined]  # what is handed in is a moderated page
    return lack


def refusal(move: Move, user: User, page: Page) -> str:
    """Say why this person may not make the move, in the language that is active."""
    title = page.get_admin_display_title()
    if move == Move.APPROVE and (reason := obstacle(page)):
        return reason
    if move in DECISIONS and decides(user, page):
        if move == Move.APPROVE and _reviews(user, page) and (reason := unasked(user, page)):
            return reason
        return _("You wrote or submitted “%(title)s”: another person has to decide on it.") % {"title": title}
    return _("Your role does not allow “%(move)s” on “%(title)s”.") % {"move": move.label, "title": title}


def may_read_unpublished(user: User, page: Page) -> bool:
    """Whether the person may read what the public does not: authors, deciders, translators and auditors."""
    return writes(user, page) or has_role(user, Role.AUDITOR) or decides(user, page)
