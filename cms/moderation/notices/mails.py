"""The mail that tells an author of decisions and messages: one for all of one sitting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from cms.accounts.models import User
from cms.accounts.permissions import may_enter_admin
from cms.core.templatetags.numbers import number
from cms.mail.adapters import language_of
from cms.mail.kinds import Kind
from cms.mail.outbox import send
from cms.mail.wording import one_line
from cms.moderation.comments.queries import told
from cms.moderation.enums import News
from cms.moderation.models import Notice

GRACE = dt.timedelta(minutes=10)
"""So long after the last decision or message an author is told; what is undone meanwhile is not told at all."""
LINES = 50
"""As many are named; the others are counted."""
LONGEST_TITLE = 80
"""Letters of a title in the subject."""

SENTENCES = {
    News.PUBLISHED: gettext_lazy("“%(title)s” is published."),
    News.CHANGES: gettext_lazy("“%(title)s” needs changes from you."),
    News.REJECTED: gettext_lazy("“%(title)s” is rejected."),
    News.QUESTIONS: gettext_lazy("Moderators ask you about “%(title)s”."),
    News.TAKEN_BACK: gettext_lazy(
        "The decision on “%(title)s” was taken back: it waits for a moderator again."
    ),
}


def tell_authors(*, now: dt.datetime) -> int:
    """Write one mail to everybody on whose texts was decided or asked, and for GRACE no more; return how many."""
    waiting = Notice.objects.filter(told_at=None).order_by().values("person").annotate(last=Max("at"))
    people = waiting.filter(last__lte=now - GRACE).values_list("person", flat=True)
    return sum(_tell(person, now) for person in User.objects.filter(pk__in=list(people)).order_by("pk"))


@transaction.atomic
def _tell(person: User, now: dt.datetime) -> bool:
    untold = Notice.objects.filter(person=person, told_at=None)
    untold = untold.select_for_update(of=("self",)).select_related("page__locale", "reason")
    notices = list(untold.prefetch_related("questions"))
    if not notices:
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(told_at=now)
    with translation.override(notices[0].page.locale.language_code):
        language = language_of(person)
    with translation.override(language):
        lines = "\n\n".join(_lines(notices, language, person))
        titles = _titles([notice.page for notice in notices])
    values = {"name": person, "titles": titles, "list": lines}
    asked = all(notice.news == News.QUESTIONS for notice in notices)
    kind = Kind.QUESTIONS if asked else Kind.DECISIONS
    send(kind, person.email, language, values, key=f"decisions:{notices[-1].pk}")
    return True


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


def _lines(notices: Sequence[Notice], language: str, person: User) -> Iterator[str]:
    for notice in notices[:LINES]:
        yield "\n  ".join(_said(notice, language, person))
    if (more := len(notices) - LINES) > 0:
        yield ngettext("and %(count)s more", "and %(count)s more", more) % {"count": number(more)}


def _said(notice: Notice, language: str, person: User) -> Iterator[str]:
    title = one_line(notice.page.get_admin_display_title())
    yield "- " + SENTENCES[News(notice.news)] % {"title": title}
    if notice.reason:
        yield notice.reason.words_in(language)
    yield from (line for line in notice.words.splitlines() if line.strip())
    yield from told(notice.questions.all(), notice.page.specific_class)
    if address := _address(notice, person):
        yield address


def _address(notice: Notice, person: User) -> str:
    """Return where the person reads on: the public page, or the form in which they change the text."""
    if notice.news == News.PUBLISHED and notice.page.live:
        address: str | None = notice.page.full_url
        return address or ""
    if notice.news in (News.CHANGES, News.QUESTIONS) and may_enter_admin(person):
        # Messages are answered on the desk, from where the form is one step.
        name = "desk_page" if notice.questions.all() else "wagtailadmin_pages:edit"
        path = reverse(name, args=[notice.page_id])
        return urljoin(settings.WAGTAILADMIN_BASE_URL, path)
    return ""
