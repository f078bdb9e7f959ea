"""The mail that tells an author of decisions and messages: one for all of one sitting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from cms.accounts.models import User
from cms.accounts.permissions import may_enter_admin
from cms.accounts.queries import language_of
from cms.core.templatetags.numbers import number
from cms.mail.collecting import one_by_one
from cms.mail.kinds import Kind
from cms.mail.outbox import send
from cms.mail.wording import one_line
from cms.moderation.comments.queries import told, unanswered
from cms.moderation.enums import WAITING_FOR_AUTHOR, News
from cms.moderation.models import Message, Notice
from cms.moderation.queries import merged_into
from cms.moderation.states import state_of

GRACE = dt.timedelta(minutes=10)
"""So long after the last decision or message an author is told; what is undone meanwhile is not told at all."""
LONGEST_WAIT = dt.timedelta(hours=1)
"""So long after the first an author is told, although more keeps coming."""
LONGEST_DELAY = dt.timedelta(minutes=5)
"""So long after that something is wrong: the worker looks every few seconds."""
LINES = 50
"""As many are told in one mail; the others wait for the next."""
LONGEST_TITLE = 80
"""Letters of a title in the subject."""

SENTENCES = {
    News.PUBLISHED: gettext_lazy("“%(title)s” is published."),
    News.CHANGES: gettext_lazy("“%(title)s” needs changes from you."),
    News.REJECTED: gettext_lazy("“%(title)s” is rejected."),
    News.MERGED: gettext_lazy(
        "“%(title)s” was merged into another record, which says the same. Its address leads there."
    ),
    News.QUESTIONS: gettext_lazy("Moderators ask you about “%(title)s”."),
    News.TAKEN_BACK: gettext_lazy(
        "The decision on “%(title)s” was taken back: it waits for a moderator again."
    ),
}
WENT_OFFLINE = gettext_lazy("“%(title)s” was published, and is not public any more.")
CHANGE_REJECTED = gettext_lazy("The change to “%(title)s” is rejected. What is public stays as it is.")


@dataclass(frozen=True, slots=True)
class Item:
    """What a mail tells of a page: a notice, with the questions to tell, and the decisions that it overtook."""

    notice: Notice
    overtaken: list[Notice]
    questions: list[Message]


def tell_authors(*, now: dt.datetime) -> int:
    """Write one mail to everybody on whose texts was decided or asked, and for GRACE no more; return how many.

    After LONGEST_WAIT it is written although more came. What it has no room for stays untold, for the next call.
    Raises NotAllTold when all others are told.
    """
    people = User.objects.filter(pk__in=list(_due(now))).order_by("pk")
    return one_by_one(people, lambda person: _tell(person, now))


def overdue(*, now: dt.datetime) -> int:
    """Return how many people should have been told by now, and were not."""
    return _due(now - LONGEST_DELAY).count()


def _due(now: dt.datetime) -> QuerySet[Notice, int]:
    """Return whose time has come, by primary key."""
    waiting = Notice.objects.filter(told_at=None).order_by().values("person")
    waiting = waiting.annotate(first=Min("at"), last=Max("at"))
    due = waiting.filter(Q(last__lte=now - GRACE) | Q(first__lte=now - LONGEST_WAIT))
    return due.values_list("person", flat=True)


@transaction.atomic
def _tell(person: User, now: dt.datetime) -> bool:
    untold = Notice.objects.filter(person=person, told_at=None)
    untold = untold.select_for_update(of=("self",)).select_related("page__locale", "reason")
    items = _items(list(untold.prefetch_related("questions")))
    settled = [item for item in items if _is_settled(item)]
    _mark_told(settled, now)
    items = [item for item in items if item not in settled]
    if not items:
        return False
    items, later = items[:LINES], items[LINES:]
    _mark_told(items, now)
    notices = [item.notice for item in items]
    with translation.override(notices[0].page.locale.language_code):
        language = language_of(person)
    with translation.override(language):
        lines = "\n\n".join(_lines(items, len(later), language, person))
        titles = _titles([notice.page for notice in notices])
    values = {"name": person, "titles": titles, "list": lines}
    asked = all(notice.news == News.QUESTIONS for notice in notices)
    kind = Kind.QUESTIONS if asked else Kind.DECISIONS
    send(kind, person.email, language, values, key=f"decisions:{notices[-1].pk}")
    return True


def _mark_told(items: Sequence[Item], now: dt.datetime) -> None:
    done = [notice.pk for item in items for notice in (item.notice, *item.overtaken)]
    Notice.objects.filter(pk__in=done).update(told_at=now)


def _is_settled(item: Item) -> bool:
    """Whether changes were asked for, and nobody waits for them or for an answer any more."""
    if item.notice.news != News.CHANGES or unanswered(item.questions):
        return False
    return state_of(item.notice.page) not in WAITING_FOR_AUTHOR


def _items(notices: Sequence[Notice]) -> list[Item]:
    """Return what is to be told, oldest first: of decisions on one page the last, and all that was only asked."""
    decisions = [notice for notice in notices if notice.news != News.QUESTIONS]
    newest = {notice.page_id: notice for notice in decisions}
    items = []
    for notice in notices:
        if notice.news == News.QUESTIONS:
            items.append(Item(notice, [], list(notice.questions.all())))
        elif newest[notice.page_id] is notice:
            overtaken = [each for each in decisions if each.page_id == notice.page_id and each is not notice]
            items.append(Item(notice, overtaken, _questions(notice, overtaken)))
    return items


def _questions(notice: Notice, overtaken: Sequence[Notice]) -> list[Message]:
    """Return what is asked with a decision, after what earlier ones asked and still waits for an answer."""
    own = list(notice.questions.all())
    before = {each.pk: each for earlier in overtaken for each in earlier.questions.all()}
    return unanswered(each for pk, each in before.items() if each not in own) + own


def _titles(pages: Sequence[Page]) -> str:
    title = one_line(pages[0].get_admin_display_title())
    short = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    more = len({page.pk for page in pages}) - 1
    if not more:
        return _("“%(title)s”") % {"title": short}
    return ngettext("“%(title)s” and %(count)s more", "“%(title)s” and %(count)s more", more) % {
        "title": short,
        "count": number(more),
    }


def _lines(items: Sequence[Item], later: int, language: str, person: User) -> Iterator[str]:
    for item in items:
        yield "\n  ".join(_said(item, language, person))
    if later:
        yield ngettext(
            "%(count)s more follows in another mail.", "%(count)s more follow in another mail.", later
        ) % {"count": number(later)}


def _said(item: Item, language: str, person: User) -> Iterator[str]:
    notice = item.notice
    title = one_line(notice.page.get_admin_display_title())
    yield "- " + _sentence(notice) % {"title": title}
    if notice.reason:
        yield notice.reason.words_in(language)
    yield from (line for line in notice.words.splitlines() if line.strip())
    yield from told(item.questions, notice.page.specific_class)
    if address := _address(item, person):
        yield address


def _sentence(notice: Notice) -> str | Promise:
    """Return what is so while the mail is written."""
    if notice.news == News.PUBLISHED and not notice.page.live:
        return WENT_OFFLINE
    if notice.news == News.REJECTED and notice.page.live:
        return CHANGE_REJECTED
    return SENTENCES[News(notice.news)]


def _address(item: Item, person: User) -> str:
    """Return where the person reads on: where messages are answered, the public page, or the form of the text."""
    page, news = item.notice.page, item.notice.news
    path = ""
    if item.questions and may_enter_admin(person):
        # From the desk the form is one step.
        path = reverse("desk_page", args=[page.pk])
    elif news == News.PUBLISHED and page.live:
        path = page.url or ""
    elif news == News.MERGED and (kept := merged_into(page)):
        path = kept.url or ""
    elif news in (News.CHANGES, News.QUESTIONS) and may_enter_admin(person):
        path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path) if path else ""
