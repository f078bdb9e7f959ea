"""A process that publishes, changes and withdraws records at a steady pace, and tells what was acknowledged."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from threading import Event

from django.db import transaction
from wagtail.models import Locale

from cms.accounts.enums import Role
from cms.bench.endurance.journal import Change, word
from cms.demo.staff import make_staff, operator, with_role
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.records.bulk.changes import update_pages
from cms.records.bulk.creation import create_pages
from cms.records.bulk.values import ChangedPage, NewPage, TargetState
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingProjectPage

YEAR = 2026
SUMMARY = "A record that is published, changed and withdrawn while search is being hurt."

Tell = Callable[[Change], None]


class Publisher:
    """Each step is one transaction or several; what it changed is told afterwards, never before."""

    def __init__(self, tell: Tell, together: int, first: int) -> None:
        self._tell = tell
        self._together = together
        self._chance = random.Random(first)  # noqa: S311 - nothing secret
        self._number = first
        self._public: list[int] = []
        make_staff()
        self._operator = operator()
        self._author, self._moderator = with_role(Role.AUTHOR), with_role(Role.MODERATOR)
        self._parent = year_page(year=YEAR, locale=Locale.objects.get(language_code="en"))

    def step(self) -> int:
        """Do one thing and return how many records it changed. At least half of them stay public."""
        ways = (
            self.publish,
            self.publish,
            self.publish,
            self.change,
            self.change,
            self.approve,
            self.withdraw,
        )
        way = self._chance.choice(ways) if len(self._public) > self._together else self.publish
        changed = way()
        for id, its_word in changed:
            self._tell(Change(id, its_word, time.time()))
        return len(changed)

    def publish(self) -> list[tuple[str, str]]:
        """Publish new records through the operator's bulk path, in one transaction."""
        pages = [self._page() for _each in range(self._together)]
        create_pages(
            [NewPage(page, self._parent) for page in pages], state=TargetState.PUBLISHED, by=self._operator
        )
        self._public += [page.pk for page in pages]
        return [(page.record_id, page.title) for page in pages]

    @transaction.atomic
    def change(self) -> list[tuple[str, str]]:
        """Give public records another word, in one transaction."""
        chosen = self._chance.sample(self._public, self._together)
        pages = list(StocktakingProjectPage.objects.select_for_update().filter(pk__in=chosen))
        changes = [ChangedPage(page, {"title": self._word()}) for page in pages]
        update_pages(changes, state=TargetState.PUBLISHED, by=self._operator)
        return [(change.page.record_id, change.values["title"]) for change in changes]

    def approve(self) -> list[tuple[str, str]]:
        """Publish a new record as an author and a moderator do."""
        page = self._page()
        page.owner, page.live = self._author, False
        self._parent.add_child(instance=page)
        page.save_revision(user=self._author, log_action=True)
        actions.submit(page=page, by=self._author)
        page.refresh_from_db()
        actions.approve(page=page, by=self._moderator, digest=content_digest(page.latest_revision))
        self._public.append(page.pk)
        return [(page.record_id, page.title)]

    def withdraw(self) -> list[tuple[str, str]]:
        """Take a record offline as a moderator does."""
        page = StocktakingProjectPage.objects.get(
            pk=self._public.pop(self._chance.randrange(len(self._public)))
        )
        actions.unpublish(page=page, by=self._moderator, reason="Withdrawn")
        return [(page.record_id, "")]

    def _page(self) -> StocktakingProjectPage:
        return StocktakingProjectPage(title=self._word(), summary=SUMMARY)

    def _word(self) -> str:
        self._number += 1
        return word(self._number)


def publish_until(stop: Event, publisher: Publisher, rate: float) -> None:
    """Change so many records a second, or as many as can be, until stopped."""
    due = time.monotonic()
    while not stop.is_set():
        due = max(due + publisher.step() / rate, time.monotonic() - 1.0)
        stop.wait(max(0.0, due - time.monotonic()))
