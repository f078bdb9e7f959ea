"""What the page on which one decides shows of comments to one reader: their threads by field, and the forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from wagtail.models import Page

from cms.accounts.models import User
from cms.desk.comments.forms import AnyFieldForm, BeginForm, ReplyForm
from cms.desk.comparison import FieldRow
from cms.moderation.comments.enums import Audience
from cms.moderation.comments.permissions import author_of, comments_as_staff, goes_with_decision
from cms.moderation.comments.queries import DOORS, Thread, threads_of

ANY = "any"
"""The place of the form for the text as a whole and for empty fields."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was refused, by its place on the page."""

    place: str
    data: QueryDict


@dataclass(frozen=True, slots=True)
class ThreadRow:
    thread: Thread
    label: str
    """What its field is called."""
    as_staff: bool
    form: ReplyForm

    @property
    def audience(self) -> Audience:
        return self.thread.first.audience

    @property
    def place(self) -> str:
        return self.form.place

    @property
    def reply_label(self) -> str:
        """Say before whom one goes on."""
        if self.audience == Audience.NOTE:
            return gettext("Reply among the staff")
        return gettext("Reply to the author") if self.as_staff else gettext("Answer")


@dataclass(frozen=True, slots=True)
class CommentedField:
    """A field with what is said about it."""

    row: FieldRow
    threads: Sequence[ThreadRow]
    form: BeginForm | None
    """Begins a thread; for moderators."""


@dataclass(frozen=True, slots=True)
class Comments:
    """All that one reader is shown of comments on a page."""

    fields: Sequence[CommentedField]
    """Those that say something or were commented on."""
    whole: Sequence[ThreadRow]
    """What is said about the text as a whole, or a field that pages no longer have."""
    form: AnyFieldForm | None

    @property
    def open(self) -> list[ThreadRow]:
        rows = [*(row for field in self.fields for row in field.threads), *self.whole]
        return [row for row in rows if row.thread.is_open]


def comments_on(page: Page, rows: Sequence[FieldRow], *, reader: User, sent: Sent | None = None) -> Comments:
    """Return what is said about a page, of whose fields these are the rows, as far as the reader may know it."""
    as_staff = comments_as_staff(reader, page)
    labels = {row.name: row.label for row in rows}
    threads = _threads(page, reader, labels, as_staff, sent)
    shown = [row for row in rows if row.name in threads or not row.is_empty]
    to: dict[str, Any] = {"author": author_of(page), "held": goes_with_decision(page)} if as_staff else {}

    def begin(name: str) -> BeginForm | None:
        return BeginForm(name, _data(sent, name), initial={"field": name}, **to) if as_staff else None

    empty = [(row.name, row.label) for row in rows if row not in shown]
    return Comments(
        fields=[CommentedField(row, threads.get(row.name, ()), begin(row.name)) for row in shown],
        whole=[each for name, found in threads.items() if name not in labels for each in found],
        form=AnyFieldForm(ANY, _data(sent, ANY), fields=empty, **to) if as_staff else None,
    )


def _threads(
    page: Page, reader: User, labels: Mapping[str, str], as_staff: bool, sent: Sent | None
) -> dict[str, list[ThreadRow]]:
    found: dict[str, list[ThreadRow]] = {}
    for door in DOORS.values():
        for thread in threads_of(door(reader, [page])):
            first: Any = thread.first
            place = f"{first.audience}-{first.pk}"
            form = ReplyForm(place, _data(sent, place), thread=thread, as_staff=as_staff)
            label = labels.get(first.field, first.field)
            found.setdefault(first.field, []).append(ThreadRow(thread, label, as_staff, form))
    return found


def _data(sent: Sent | None, place: str) -> QueryDict | None:
    return sent.data if sent and sent.place == place else None
