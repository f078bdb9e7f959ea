"""The two doors to what is said about pages, one for each audience, and threads out of what comes through them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.comments.enums import Act, Audience
from cms.moderation.comments.models import Comment, Message, StaffNote
from cms.moderation.comments.permissions import commented_as_staff, sides_of
from cms.moderation.fields import field_name


def notes_for(reader: User, pages: Collection[Page]) -> QuerySet[StaffNote]:
    """Return the staff notes on these pages that the person may read."""
    return StaffNote.objects.filter(page__in=commented_as_staff(reader, pages)).select_related("by")


def messages_for(reader: User, pages: Collection[Page]) -> QuerySet[Message]:
    """Return the messages to and from the authors of these pages that the person may read."""
    own, as_staff = sides_of(reader, pages)
    return Message.objects.filter(page__in=own | as_staff).select_related("by", "entered_by")


DOORS: dict[Audience, Callable[[User, Collection[Page]], QuerySet]] = {
    Audience.MESSAGE: messages_for,
    Audience.NOTE: notes_for,
}


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and what followed."""

    first: Comment
    later: list[Comment] = field(default_factory=list)

    @property
    def comments(self) -> list[Comment]:
        return [self.first, *self.later]

    @property
    def is_open(self) -> bool:
        last = [each.act for each in self.later if each.act != Act.SAID][-1:]
        return last != [Act.RESOLVED]

    @property
    def unanswered(self) -> list[Comment]:
        """What was said, of an open thread, since its author answered."""
        if not self.is_open:
            return []
        answered = max((at for at, each in enumerate(self.comments) if each.is_of_author), default=-1)
        return [each for each in self.comments[answered + 1 :] if each.act == Act.SAID]


def threads_of(comments: Iterable[StaffNote | Message]) -> list[Thread]:
    """Return the threads of these comments, which are in the order of their time."""
    threads: dict[int, Thread] = {}
    for each in comments:
        if each.thread_id is None:
            threads[each.pk] = Thread(each)
        else:
            threads[each.thread_id].later.append(each)
    return list(threads.values())


def open_threads(reader: User, pages: Collection[Page]) -> list[Thread]:
    """Return the threads on these pages, of either audience, that the person may read and nobody has resolved."""
    found = [thread for door in DOORS.values() for thread in threads_of(door(reader, pages))]
    return [thread for thread in found if thread.is_open]


def open_questions(reader: User, page: Page) -> QuerySet[Message]:
    """Return the messages of open threads that the author has not answered yet."""
    return questions_in(threads_of(messages_for(reader, [page])))


def questions_in(threads: Iterable[Thread]) -> QuerySet[Message]:
    """Return the messages that the author has not answered yet, out of threads that came through the doors."""
    asked = [thread for thread in threads if isinstance(thread.first, Message)]
    unanswered = [each.pk for thread in asked for each in thread.unanswered]
    return Message.objects.filter(pk__in=unanswered).select_related("page", "by", "entered_by")


def unanswered(questions: Iterable[Message]) -> list[Message]:
    """Return those of these messages whose thread is open and which the author has not answered since."""
    questions = list(questions)
    said = Message.objects.filter(page__in={each.page_id for each in questions}) if questions else ()
    waiting = {each.pk for thread in threads_of(said) for each in thread.unanswered}
    return [each for each in questions if each.pk in waiting]


@dataclass(slots=True)
class Open:
    """How much is open of what is said about a page: messages the author has not answered, threads they have, notes."""

    unanswered: int = 0
    answered: int = 0
    notes: int = 0


def open_on(*, as_staff: Collection[int], own: Collection[int]) -> dict[int, Open]:
    """Return it by the page's key, of pages on which anything is, in one query.

    The reader comments as staff on the former pages, and the latter are texts of their own (permissions.py): of those
    there are no notes.
    """
    columns = ("at", "pk", "page_id", "thread_id", "act")
    messages = Message.objects.filter(page__in={*as_staff, *own}).order_by()
    notes = StaffNote.objects.filter(page__in=as_staff).order_by()
    rows = messages.values_list(*columns, "is_answer", Value(Audience.MESSAGE.value)).union(
        notes.values_list(*columns, Value(False), Value(Audience.NOTE.value)), all=True
    )
    said: dict[str, list[StaffNote | Message]] = {audience: [] for audience in Audience}
    for at, pk, page, thread, act, is_answer, audience in sorted(rows, key=itemgetter(0, 1)):
        values = {"at": at, "pk": pk, "page_id": page, "thread_id": thread, "act": act}
        if audience == Audience.MESSAGE:
            said[audience].append(Message(**values, is_answer=bool(is_answer)))
        else:
            said[audience].append(StaffNote(**values))
    found: dict[int, Open] = defaultdict(Open)
    for thread in threads_of(said[Audience.MESSAGE]):
        found[thread.first.page_id].unanswered += len(thread.unanswered)
        found[thread.first.page_id].answered += thread.is_open and not thread.unanswered
    for thread in threads_of(said[Audience.NOTE]):
        found[thread.first.page_id].notes += thread.is_open
    return {page: each for page, each in found.items() if each != Open()}


def answered(
    person: User, *, since: dt.datetime | None, claimed: QuerySet[Page]
) -> list[tuple[Page, list[Message]]]:
    """Return what authors said last, after a moment, in open threads in which the person asked or on pages they have.

    By the page, of its own type; of pages on which the person still comments as staff.
    """
    asked = Message.objects.filter(by=person, is_answer=False, act=Act.SAID)
    threads = asked.annotate(first=Coalesce("thread", "pk")).values("first")
    answers = Message.objects.filter(Q(thread__in=threads) | Q(page__in=claimed.values("pk")), is_answer=True)
    answers = answers.exclude(by=person).exclude(entered_by=person)
    if since is not None:
        answers = answers.filter(at__gt=since)
    found = set(answers.values_list("pk", flat=True))
    pages = list(Page.objects.filter(pk__in=answers.order_by().values("page")).order_by("pk").specific())
    allowed = commented_as_staff(person, pages) if pages else set()
    waiting: dict[int, list[Message]] = defaultdict(list)
    for thread in threads_of(Message.objects.filter(page__in=allowed)):
        said: list[Any] = [each for each in thread.comments if each.act == Act.SAID]
        if thread.is_open and said[-1].is_of_author:
            waiting[thread.first.page_id].extend(each for each in said if each.pk in found)
    return [(page, waiting[page.pk]) for page in pages if waiting[page.pk]]


def label_of(page_class: type[Page], name: str) -> str:
    """Return what a field is called in the language that is active; empty for what nobody edits on these pages."""
    return str(capfirst(field_name(page_class, name))) if name else _("The text as a whole")


def told(questions: Iterable[Message], page_class: type[Page]) -> Iterator[str]:
    """Yield messages in lines, those on one field together, after its name in the language that is active."""
    by_field: dict[str, list[Message]] = defaultdict(list)
    for each in questions:
        by_field[each.field].append(each)
    for name, messages in by_field.items():
        for each in messages:
            words, *more = each.text.splitlines()
            yield _("%(field)s: %(words)s") % {"field": label_of(page_class, name) or name, "words": words}
            yield from (line for line in more if line.strip())
