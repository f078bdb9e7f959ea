"""Mails about what waits: one digest for each person and, where nobody decides, a word to those who answer for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext, pgettext
from wagtail.models import Page

from cms.accounts.models import User
from cms.accounts.queries import language_of
from cms.core.templatetags.numbers import number
from cms.desk.models import DigestPreference, Escalation
from cms.desk.queries import decides_on_all, to_decide, waiting
from cms.desk.waiting.enums import Rhythm
from cms.desk.waiting.queries import by_urgency, claimed_by, late, people_who_decide, reviews_of
from cms.desk.waiting.rows import waiting_rows
from cms.desk.waiting.working_days import is_working_day, working_day_after
from cms.mail.collecting import one_by_one
from cms.mail.kinds import Kind
from cms.mail.outbox import send
from cms.mail.wording import one_line
from cms.moderation.approvals.queries import progress_of
from cms.moderation.comments.queries import answered, told
from cms.moderation.registry import moderated_content_type_ids

LINES = 20
"""As many pages of a section are named; the others are counted."""


def send_digests(*, now: dt.datetime) -> int:
    """Tell everybody who decides on pages what is new, due and overdue to them; return how many mails were written.

    Each is told at their own rhythm, on working days, once a day or week however often this runs, and not at all when
    nothing waits. Raises NotAllTold when all others are told.
    """
    if not is_working_day(now.date()):
        return 0
    return one_by_one(_reached(), lambda person: _send_digest(person, now))


def _reached() -> QuerySet[User]:
    return people_who_decide().exclude(email="").order_by("pk")


@transaction.atomic
def _send_digest(person: User, now: dt.datetime) -> bool:
    DigestPreference.objects.get_or_create(person=person)
    preference = DigestPreference.objects.select_for_update().get(person=person)
    if not _is_due(preference, now):
        return False
    language = language_of(person)
    with translation.override(language):
        text = _digest(person, since=preference.told_at, today=now.date())
    preference.told_at = now
    preference.save(update_fields=["told_at"])
    if text:
        values = {
            "name": person,
            "list": text,
            "link": _address("desk_waiting"),
            "settings": f"{_address('wagtailadmin_account')}#tab-notifications",
        }
        send(Kind.DESK_DIGEST, person.email, language, values, key=f"desk-digest:{person.pk}:{now.date()}")
    return bool(text)


def _is_due(preference: DigestPreference, now: dt.datetime) -> bool:
    """Whether the person was not told yet today or, once a week, since Monday."""
    told = preference.told_at.date() if preference.told_at else None
    if preference.rhythm == Rhythm.WEEKLY:
        return told is None or told.isocalendar()[:2] != now.date().isocalendar()[:2]
    return preference.rhythm == Rhythm.DAILY and told != now.date()


def _digest(person: User, *, since: dt.datetime | None, today: dt.date) -> str:
    """Return the sections that have something, each page that waits in one of them; empty when none has."""
    pages = _pages(to_decide(person), today)
    others = pages.exclude(claimed_by(person))
    new = others.exclude(late(today))
    sections = [
        (pgettext("what waits", "Claimed by you and due"), _due(pages.filter(claimed_by(person)), today)),
        (pgettext("what waits", "Overdue"), others.filter(late(today))),
        (pgettext("what waits", "New"), new.filter(since__gt=since) if since else new),
    ]
    parts = [_section(heading, found, person, today) for heading, found in sections]
    return "\n\n".join(filter(None, (*parts, _answers(person, since))))


def _pages(pages: QuerySet[Page], today: dt.date) -> QuerySet[Page]:
    return by_urgency(waiting(pages), today=today).select_related("locale")


def _due(mine: QuerySet[Page], today: dt.date) -> QuerySet[Page]:
    """Of the pages a person has, those due by the next working day: on the one after that they would be late."""
    return mine.filter(late(working_day_after(today, 2)))


def _section(heading: str, pages: QuerySet[Page], person: User, today: dt.date) -> str:
    count = pages.count()
    if not count:
        return ""
    return "\n".join([f"{heading} ({number(count)})", *_lines(pages[:LINES], count, person, today)])


def _answers(person: User, since: dt.datetime | None) -> str:
    """Return what authors answered to the person, or on pages they have; empty when none did."""
    found = answered(person, since=since, claimed=Page.objects.filter(claimed_by(person)))
    if not found:
        return ""
    heading = pgettext("what waits", "Answered by authors")
    lines = [f"{heading} ({number(len(found))})"]
    for page, messages in found[:LINES]:
        lines.append(f"- {one_line(page.get_admin_display_title())}")
        lines += [f"  {line}" for line in told(messages, type(page))]
        lines.append(f"  {_address('desk_page', page.pk)}")
    return "\n".join([*lines, *_more(len(found) - LINES)])


def _lines(pages: Iterable[Page], count: int, person: User, today: dt.date) -> Iterator[str]:
    """Yield two lines for each page, and one that counts those of `count` that are not named."""
    rows = waiting_rows(pages, person=person, today=today)
    for row in rows:
        waited = ngettext("%(count)s working day", "%(count)s working days", row.age) % {
            "count": number(row.age)
        }
        yield f"- {one_line(row.title)} ({row.kind}, {waited})"
        yield f"  {_address('desk_page', row.pk)}"
    yield from _more(count - len(rows))


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield ngettext("and %(count)s more", "and %(count)s more", count) % {"count": number(count)}


def _address(name: str, *parts: object) -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, reverse(name, args=parts))


def escalate(*, now: dt.datetime) -> int:
    """Tell moderators and administrators of what has waited too long; return how many pages it was.

    About each step of a review they are told once, whatever their rhythm; who has approved is not asked again. Raises
    NotAllTold when all others are told; who could not be told then is told by the next run.
    """
    if not is_working_day(now.date()):
        return 0
    waits_too_long = late(now.date(), grace=settings.ESCALATION_DAYS)
    moderated = Page.objects.filter(waits_too_long, content_type__in=moderated_content_type_ids())
    pages = list(_pages(moderated, now.date()))
    reviews = reviews_of(pages)
    steps = {pk: review.current_task_state_id for pk, review in reviews.items()}
    told = set(Escalation.objects.filter(pk__in=steps.values()).values_list("pk", flat=True))
    fresh = [page for page in pages if steps[page.pk] not in told]
    if not fresh:
        return 0
    last = max(steps[page.pk] for page in fresh)
    progress = progress_of([reviews[page.pk].current_task_state for page in fresh])

    def tell(person: User) -> int:
        approved = {step for step, stands in progress.items() if stands.has(person)}
        theirs = [page for page in fresh if steps[page.pk] not in approved]
        return _tell(person, theirs, now.date(), f"desk-escalation:{person.pk}:{last}") if theirs else 0

    one_by_one(filter(decides_on_all, _reached()), tell)
    escalations = (Escalation(pk=steps[page.pk], told_at=now) for page in fresh)
    # Of two runs at once the second has told nobody anything: a mail is written once.
    Escalation.objects.bulk_create(escalations, ignore_conflicts=True)
    return len(fresh)


@transaction.atomic
def _tell(person: User, pages: list[Page], today: dt.date, key: str) -> int:
    language = language_of(person)
    with translation.override(language):
        lines = "\n".join(_lines(pages[:LINES], len(pages), person, today))
    link = f"{_address('desk_waiting')}?time=overdue"
    send(Kind.DESK_ESCALATION, person.email, language, {"name": person, "list": lines, "link": link}, key=key)
    return 1
