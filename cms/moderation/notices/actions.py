"""News for authors, written with the decision they tell of and mailed later; see mails.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils import timezone
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
    if to is not None and is_told(to):
        notice = Notice.objects.create(page=page, person=to, news=news, reason=reason, words=words)
        notice.questions.add(*questions)


def is_told(person: User) -> bool:
    """Whether news reach the person."""
    return person.is_active and bool(person.email)


def pass_on(*, question: Message, to: User | None) -> None:
    """Note a message that goes along with no decision, with others on the page that the author was not told yet."""
    if to is not None and is_told(to):
        notice, _new = Notice.objects.select_for_update().get_or_create(
            page=question.page, person=to, news=News.QUESTIONS, told_at=None
        )
        notice.questions.add(question)
        Notice.objects.filter(pk=notice.pk).update(at=timezone.now())


def hold_back(*, questions: Collection[Message]) -> None:
    """These are settled: what was passed on and not told yet is not told any more."""
    untold = Notice.objects.filter(news=News.QUESTIONS, told_at=None, questions__in=questions)
    for notice in list(untold.distinct()):
        notice.questions.remove(*questions)
        if not notice.questions.exists():
            notice.delete()


def take_back_merge(*, page: Page) -> None:
    """A merge was undone: what was not told yet never will be, what was told is corrected."""
    last = Notice.objects.filter(page_id=page.pk, news=News.MERGED).last()
    if last is None:
        return
    if last.told_at is None:
        last.delete()
    else:
        Notice.objects.create(page=page, person=last.person, news=News.PUBLISHED)


def take_back_notice(*, page: Page, since: int) -> None:
    """A decision was undone: what was not told yet never will be, what was told is corrected.

    Its notice came after the one with the number `since`; of a decision that nobody was told there is none.
    """
    last = Notice.objects.filter(page_id=page.pk, pk__gt=since).exclude(news=News.QUESTIONS).last()
    if last is None or last.news == News.TAKEN_BACK:
        return
    if last.told_at is None:
        last.delete()
    else:
        Notice.objects.create(page=page, person=last.person, news=News.TAKEN_BACK)
