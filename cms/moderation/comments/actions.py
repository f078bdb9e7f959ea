"""Commenting on a field of a page. The audience is that of the function, and of the thread from then on.

All raise PermissionDenied, or InvalidMove where there is no such field, nothing was said or too much, or the thread is
resolved.
Rows are the record of who did what: the page's log, which authors read, holds nothing of them.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.comments.enums import Act
from cms.moderation.comments.models import Comment, Message, StaffNote
from cms.moderation.comments.permissions import (
    author_of,
    comments_as_staff,
    goes_with_decision,
    is_its_author,
    require,
)
from cms.moderation.comments.queries import Thread, label_of
from cms.moderation.exceptions import InvalidMove
from cms.moderation.fields import is_asked_for
from cms.moderation.notices.actions import hold_back, pass_on
from cms.moderation.words import require_short


def note(*, page: Page, field: str, text: str, by: User) -> StaffNote:
    """Begin a thread among the moderators of the page."""
    require(comments_as_staff(by, page))
    return StaffNote.objects.create(page=page, field=_known(page, field), text=_said(text), by=by)


@transaction.atomic
def ask_author(*, page: Page, field: str, text: str, by: User) -> Message:
    """Begin a thread with the author, who reads it at once where they enter the admin.

    It is mailed with a decision that names it or, where none is to be taken now, by itself.
    """
    require(comments_as_staff(by, page))
    question = Message.objects.create(page=page, field=_known(page, field), text=_said(text), by=by)
    _mail(question, page)
    return question


@transaction.atomic
def reply(*, to: Comment, text: str, by: User) -> Comment:
    """Go on with a thread, given by its first comment, before the same audience."""
    page = to.page.specific
    answers = isinstance(to, Message) and is_its_author(by, page)
    require(answers or comments_as_staff(by, page))
    _require_state(to, is_open=True)
    if answers:
        return _add(to, text=_said(text), by=by, is_answer=True)
    said = _add(to, text=_said(text), by=by)
    if isinstance(said, Message):
        _mail(said, page)
    return said


@transaction.atomic
def answer_for_author(*, to: Message, text: str, by: User) -> Comment:
    """Keep what the author answered by another way, as by mail, under the author's name and that of who entered it."""
    page = to.page.specific
    require(comments_as_staff(by, page))
    _require_state(to, is_open=True)
    return _add(to, text=_said(text), by=author_of(page), is_answer=True, entered_by=by)


def _mail(question: Message, page: Page) -> None:
    if not goes_with_decision(page):
        pass_on(question=question, to=author_of(page))


@transaction.atomic
def resolve(*, thread: Comment, by: User) -> Comment:
    """Close a thread. What of it was not mailed yet is not mailed any more, unless a decision has sent it along."""
    require(comments_as_staff(by, thread.page.specific))
    _require_state(thread, is_open=True)
    if isinstance(thread, Message):
        hold_back(questions=[thread, *thread.later.all()])
    return _add(thread, act=Act.RESOLVED, by=by)


@transaction.atomic
def reopen(*, thread: Comment, by: User) -> Comment:
    require(comments_as_staff(by, thread.page.specific))
    _require_state(thread, is_open=False)
    return _add(thread, act=Act.REOPENED, by=by)


def _add(first: Comment, **values: object) -> Comment:
    row: Comment = type(first).objects.create(  # type: ignore[attr-defined]  # of the thread's own table
        page=first.page, field=first.field, thread=first, **values
    )
    return row


def _require_state(first: Comment, *, is_open: bool) -> None:
    """Hold others off the thread until the transaction ends; raise InvalidMove unless it is in this state."""
    rows = type(first).objects.select_for_update(of=("self",))  # type: ignore[attr-defined]  # a concrete table's
    rows.get(pk=first.pk, thread=None)
    if Thread(first, list(first.later.all())).is_open != is_open:  # type: ignore[attr-defined]  # the same
        raise InvalidMove(_("Somebody else has resolved or reopened this meanwhile."))


def _known(page: Page, field: str) -> str:
    if field and not (is_asked_for(type(page), field) and label_of(type(page), field)):
        raise InvalidMove(_("This page has no such field."))
    return field


def _said(text: str) -> str:
    if not text.strip():
        raise InvalidMove(_("Write what you want to say."))
    require_short(text.strip())
    return text.strip()
