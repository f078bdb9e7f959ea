"""Who takes care of what waits, and until when. Nothing here keeps anybody else from deciding."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, TaskState

from cms.accounts.models import User
from cms.core.templatetags.numbers import number
from cms.desk.models import Handling, SavedView
from cms.desk.waiting.enums import LogAction
from cms.desk.waiting.queries import handling_of
from cms.moderation.enums import Move
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import decides, refusal, sees_with_second_pair_of_eyes, unasked
from cms.moderation.queries import locked
from cms.undo.actions import delete
from cms.undo.models import Undoable

MOST_VIEWS = 30


@transaction.atomic
def claim(*, page: Page, by: User) -> None:
    """Note that the person takes care of a page that waits.

    Raises PermissionDenied unless they may decide on it, four eyes included; InvalidMove when it does not wait for a
    decision, or somebody else has it.
    """
    page = locked(page)
    review = require_claimable(page=page, by=by)
    write_handling(review, person=by)
    _log(page, LogAction.CLAIM, by, person=by)


def require_claimable(*, page: Page, by: User) -> TaskState:
    """Return the step that the person may claim; raises as claim does."""
    review = _open_review(page)
    _require_decider(by, page, review)
    holder = _holder(page)
    if holder is not None and holder.pk != by.pk:
        raise InvalidMove(
            _("%(person)s has claimed “%(title)s”. It can be handed over.")
            % {"person": holder, "title": page.get_admin_display_title()}
        )
    return review


@transaction.atomic
def assign(*, page: Page, to: User, by: User) -> None:
    """Give a page that waits to somebody, whoever had it: handed over by its holder or assigned by a colleague.

    Raises PermissionDenied unless `by` decides on pages like this one and `to` may decide on it, four eyes included;
    InvalidMove when it does not wait for a decision.
    """
    page = locked(page)
    review = _open_review(page)
    _require_role(by, page)
    reads = sees_with_second_pair_of_eyes(to, page, review.workflow_state.requested_by_id)
    if not (to.is_active and reads) or unasked(to, page):
        raise PermissionDenied(
            _("%(person)s may not decide on “%(title)s”.")
            % {"person": to, "title": page.get_admin_display_title()}
        )
    write_handling(review, person=to)
    _log(page, LogAction.ASSIGN, by, person=to)


@transaction.atomic
def release(*, page: Page, by: User) -> None:
    """Return a page that waits to the pool; its date stays.

    Raises PermissionDenied unless the person has it or decides on pages like it; InvalidMove when nobody has it.
    """
    page = locked(page)
    review = _open_review(page)
    holder = _holder(page)
    if holder is None or holder.pk != by.pk:
        _require_role(by, page)
    if holder is None:
        raise InvalidMove(_("Nobody has claimed “%(title)s”.") % {"title": page.get_admin_display_title()})
    write_handling(review, person=None)
    _log(page, LogAction.RELEASE, by, person=holder)


@transaction.atomic
def set_due(*, page: Page, due: dt.date | None, by: User) -> None:
    """Say until when a page that waits is to be decided on; none brings the service level back.

    Raises PermissionDenied unless the person decides on pages like it; InvalidMove when it does not wait for a
    decision.
    """
    page = locked(page)
    review = _open_review(page)
    _require_role(by, page)
    write_handling(review, due=due)
    _log(page, LogAction.DUE, by, due=due)


@transaction.atomic
def save_view(*, person: User, name: str, query: str) -> None:
    """Keep filters under a name, in the place of those that had it. Raises InvalidMove when there are too many."""
    others = SavedView.objects.filter(person=person).exclude(name=name)
    if others.count() >= MOST_VIEWS:
        raise InvalidMove(_("You have %(count)s views. Remove one first.") % {"count": number(MOST_VIEWS)})
    SavedView.objects.update_or_create(person=person, name=name, defaults={"query": query})


def remove_view(*, person: User, pk: int) -> Undoable | None:
    """Remove a view of the person's own, so that it can be undone; another's is not touched."""
    view = SavedView.objects.filter(person=person, pk=pk).first()
    return delete(objects=[view], by=person) if view else None


def _open_review(page: Page) -> TaskState:
    state = page.current_workflow_state
    step = state.current_task_state if state else None
    news = not page.live or page.has_unpublished_changes
    if step is None or step.status != TaskState.STATUS_IN_PROGRESS or not news:
        raise InvalidMove(
            _("“%(title)s” does not wait for a decision.") % {"title": page.get_admin_display_title()}
        )
    return step


def _holder(page: Page) -> User | None:
    handling = handling_of(page)
    return handling.person if handling else None


def _require_role(by: User, page: Page) -> None:
    if not decides(by, page):
        raise PermissionDenied(
            _("You do not decide on “%(title)s”.") % {"title": page.get_admin_display_title()}
        )


def _require_decider(by: User, page: Page, review: TaskState) -> None:
    _require_role(by, page)
    if not sees_with_second_pair_of_eyes(by, page, review.workflow_state.requested_by_id):
        raise PermissionDenied(refusal(Move.REJECT, by, page))
    if reason := unasked(by, page):
        raise PermissionDenied(reason)


def write_handling(review: TaskState, **values: User | dt.date | None) -> None:
    """Write who has a step, or its date; a row that would say nothing is not kept."""
    handling = Handling.objects.filter(review=review).first() or Handling(review=review)
    for name, value in values.items():
        setattr(handling, name, value)
    if handling.person or handling.due:
        handling.save()
    elif not handling._state.adding:
        handling.delete()


def _log(
    page: Page, action: LogAction, by: User, person: User | None = None, due: dt.date | None = None
) -> None:
    data = {"person": str(person) if person else "", "due": due.isoformat() if due else ""}
    log(instance=page, action=action.value, user=by, data=data)
