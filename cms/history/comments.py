"""What was said about the pages of a record, as events of its time line, each for those who may know it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.history.enums import Kind
from cms.history.values import Event
from cms.moderation.comments.enums import Act, Audience
from cms.moderation.comments.models import Comment
from cms.moderation.comments.queries import DOORS, label_of

KINDS = {Audience.NOTE: Kind.NOTE, Audience.MESSAGE: Kind.MESSAGE}


def comment_events(pages: Sequence[Page], languages: Mapping[int, str], reader: User) -> Iterator[Event]:
    """Yield an event for each comment on these pages, of their own types; in as many queries for many as for one."""
    classes = {page.pk: type(page) for page in pages}
    for door in DOORS.values():
        for each in door(reader, pages):
            yield Event(
                at=each.at,
                kind=KINDS[each.audience],
                page_id=each.page_id,
                language=languages[each.page_id],
                sentence=f"{_done(each)}: {label_of(classes[each.page_id], each.field) or each.field}",
                person=each.speaker,
                reason=each.text,
            )


def _done(comment: Comment) -> str:
    if comment.act != Act.SAID:
        return str(Act(comment.act).label)
    return _("Answer of the author") if comment.is_of_author else str(comment.audience.label)
