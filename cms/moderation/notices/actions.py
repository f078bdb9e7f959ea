"""News for authors, written with the decision they tell of and mailed later; see mails.py."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.enums import News
from cms.moderation.models import Message, Notice
from cms.moderation.reasons.models import Reason


def give_notice(
    *,
    page: Page,
    to: User | None,
    news: News,
    reason: Reason | None = None,
    words: str = "",
    questions: Iterable[Message] = (),
) -> None:
    """Note what whoever handed the page in is to be told, in the caller's transaction."""
    if to is not None and to.is_active and to.email:
        notice = Notice.objects.create(page=page, person=to, news=news, reason=reason, words=words)
        notice.questions.set(questions)


def take_back_notice(*, page: Page) -> None:
    """A decision was undone: what was not told yet never will be, what was told is corrected."""
    last = Notice.objects.filter(page_id=page.pk).last()
    if last is None or last.news == News.TAKEN_BACK:
        return
    if last.told_at is None:
        last.delete()
    else:
        Notice.objects.create(page=page, person=last.person, news=News.TAKEN_BACK)
