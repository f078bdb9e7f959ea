"""Every action of the log, with what brings it about through public functions, and who is named for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import Page

from cms.accounts.models import User
from cms.desk.models import Run
from cms.desk.runs.actions import carry_out, plan, undo_run
from cms.desk.runs.enums import Choice
from cms.desk.waiting import actions as waiting
from cms.duplicates.actions import distinguish
from cms.history.actions import restore_version
from cms.history.versions import versions_of
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.models import ReviewTask
from cms.translation_desk.queue import actions as queue
from cms.translation_desk.queue.selection import Selection
from cms.translations.actions import call_trivial, take_back
from cms.undo import actions as undo
from cms.undo.queries import latest_of
from stocktaking_pages.actions import year_page
from tests.factories import PrizeEntryFactory, ProjectFactory, fresh, locale, person, published, write


@dataclass
class Cast:
    """Who acts."""

    author: User
    moderator: User
    administrator: User

    def draft(self, **values: Any) -> Page:
        return fresh(ProjectFactory(owner=self.author, **values))

    def waiting(self) -> Page:
        page = self.draft()
        actions.submit(page=page, by=self.author)
        return fresh(page)

    def public(self) -> Page:
        return published(self.draft(), by=person("moderator"))


def approve(page: Page, by: User) -> bool:
    return actions.approve(page=page, by=by, digest=content_digest(page.latest_revision))


def approve_in_part(cast: Cast) -> Page:
    ReviewTask.objects.update(people=2)
    page = cast.waiting()
    approve(page, cast.moderator)
    return page


def archived_and_back(cast: Cast) -> None:
    page = cast.public()
    actions.archive(page=page, by=cast.moderator, reason="Over.")
    undo.undo(undoable=latest_of(page, cast.moderator), by=cast.moderator)


def rejected(cast: Cast) -> Page:
    page = cast.waiting()
    actions.reject(page=page, by=cast.moderator, reason="No.")
    return page


def returned(cast: Cast) -> Page:
    page = cast.waiting()
    actions.request_changes(page=page, by=cast.moderator, note="Which year?")
    return page


def withdrawn(cast: Cast) -> Page:
    page = cast.waiting()
    actions.withdraw(page=page, by=cast.author)
    return page


def together(cast: Cast, choice: Choice = Choice.APPROVE) -> Run:
    pages = [cast.waiting(), cast.waiting()]
    run = plan(pages=pages, choice=choice, by=cast.moderator)
    carry_out(run=run, by=cast.moderator)
    return Run.objects.get(pk=run.pk)


def undone_together(cast: Cast) -> None:
    undo_run(run=together(cast), by=cast.administrator)


def claimed(cast: Cast) -> Page:
    page = cast.waiting()
    waiting.claim(page=page, by=cast.moderator)
    return page


def translation_claimed(cast: Cast) -> Page:
    page = cast.public()
    queue.claim(original=page, language="fr", by=cast.moderator)
    return page


EDIT = ("title", "Before", "After")


def trivial(cast: Cast) -> Any:
    page = cast.public()
    return page, call_trivial(original=page, edit=EDIT, reason="The same.", by=cast.moderator)


def deleted(cast: Cast) -> Page:
    page = cast.draft()
    undo.delete(objects=[page], by=cast.administrator)
    return page


def brought_back(cast: Cast) -> None:
    page = deleted(cast)
    undo.undo(undoable=latest_of(page, cast.administrator), by=cast.administrator)


def merged(cast: Cast) -> Page:
    page = cast.public()
    published(PrizeEntryFactory(project=page), by=person("moderator"))
    undo.merge(page=page, into=cast.public(), by=cast.moderator)
    return page


def unmerged(cast: Cast) -> None:
    undo.undo(undoable=latest_of(merged(cast), cast.moderator), by=cast.moderator)


def moved(cast: Cast) -> None:
    with LogContext(user=cast.administrator):
        elsewhere = year_page(year=2018, locale=locale())
    undo.move(pages=[cast.draft()], to=elsewhere, by=cast.administrator)


def year_offline(cast: Cast) -> None:
    undo.take_offline(page=year_page(year=2019, locale=locale()), by=cast.administrator)


def earlier_text(cast: Cast) -> None:
    page = write(cast.draft(title="First"), by=cast.author, title="Second")
    restore_version(page=page, version=versions_of(page)[-1].key, by=cast.moderator)


def in_the_admin(name: str, **values: str) -> Callable[[Cast], None]:
    def press(cast: Cast) -> None:
        client = Client()
        client.force_login(cast.administrator)
        page = cast.draft()
        values_of_page = {
            key: value.format(slug=page.slug, parent=page.get_parent().pk) for key, value in values.items()
        }
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), values_of_page)

    return press


def unlocked(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.administrator)
    page = cast.draft()
    for name in ("lock", "unlock"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))


A, M, ADMIN = "author", "moderator", "administrator"

ACTS: dict[str, tuple[str, Callable[[Cast], Any]]] = {
    "desk.assign": (
        M,
        lambda cast: waiting.assign(page=cast.waiting(), to=person("moderator"), by=cast.moderator),
    ),
    "desk.claim": (M, claimed),
    "desk.due": (
        M,
        lambda cast: waiting.set_due(page=cast.waiting(), due=dt.date(2030, 1, 1), by=cast.moderator),
    ),
    "desk.release": (M, lambda cast: waiting.release(page=claimed(cast), by=cast.moderator)),
    "duplicates.distinguish": (
        M,
        lambda cast: distinguish(page=cast.waiting(), other=cast.waiting(), by=cast.moderator),
    ),
    "moderation.approve": (M, approve_in_part),
    "moderation.archive": (
        M,
        lambda cast: actions.archive(page=cast.public(), by=cast.moderator, reason="Over."),
    ),
    "moderation.bring_back": (M, archived_and_back),
    "moderation.merge": (M, merged),
    "moderation.reject": (M, rejected),
    "moderation.relink": (M, merged),
    "moderation.reopen": (A, lambda cast: actions.reopen(page=rejected(cast), by=cast.author)),
    "moderation.restore": (A, lambda cast: actions.restore(page=withdrawn(cast), by=cast.author)),
    "moderation.take_back_approval": (
        M,
        lambda cast: actions.take_back_approval(page=approve_in_part(cast), by=cast.moderator),
    ),
    "moderation.undo": (ADMIN, undone_together),
    "moderation.unmerge": (M, unmerged),
    "moderation.unpublish": (
        M,
        lambda cast: actions.unpublish(page=cast.public(), by=cast.moderator, reason="Asked."),
    ),
    "moderation.withdraw": (A, withdrawn),
    "translation_desk.claim": (M, translation_claimed),
    "translation_desk.release": (
        M,
        lambda cast: queue.release(original=translation_claimed(cast), language="fr", by=cast.moderator),
    ),
    "translation_desk.request": (
        M,
        lambda cast: queue.request_translations(
            selection=Selection(record_id=cast.public().record_id), languages=["fr"], by=cast.moderator
        ),
    ),
    "translations.call_trivial": (M, trivial),
    "translations.take_back": (
        ADMIN,
        lambda cast: (lambda page, row: take_back(original=page, row=row, by=cast.administrator))(
            *trivial(cast)
        ),
    ),
    "undo.undo": (ADMIN, brought_back),
    "wagtail.copy": (
        ADMIN,
        in_the_admin("copy", new_title="A copy", new_slug="{slug}-2", new_parent_page="{parent}"),
    ),
    "wagtail.create": (A, lambda cast: cast.draft()),
    "wagtail.delete": (ADMIN, deleted),
    "wagtail.edit": (M, lambda cast: write(cast.draft(), by=cast.moderator, title="Second")),
    "wagtail.lock": (ADMIN, in_the_admin("lock")),
    "wagtail.move": (ADMIN, moved),
    "wagtail.publish": (M, lambda cast: approve(cast.waiting(), cast.moderator)),
    "wagtail.rename": (
        M,
        lambda cast: approve(
            fresh(
                actions.submit(
                    page=write(cast.public(), by=cast.author, title="Else"), by=cast.author
                ).content_object
            ),
            cast.moderator,
        ),
    ),
    "wagtail.revert": (M, earlier_text),
    "wagtail.unlock": (ADMIN, unlocked),
    "wagtail.unpublish": (ADMIN, year_offline),
    "wagtail.workflow.approve": (M, lambda cast: approve(cast.waiting(), cast.moderator)),
    "wagtail.workflow.cancel": (A, withdrawn),
    "wagtail.workflow.reject": (M, returned),
    "wagtail.workflow.resume": (A, lambda cast: actions.resubmit(page=returned(cast), by=cast.author)),
    "wagtail.workflow.start": (A, lambda cast: cast.waiting()),
}
"""Who is named, and what they do."""

ELSEWHERE = {
    "mail.send_again": "tests/mail/test_who_decided.py",
    "mail.take_as_sent": "tests/mail/test_who_decided.py",
    "moderation.import": "the command import_projects, below",
}

WAGTAILS_VIEWS = {
    *(f"wagtail.comments.{verb}" for verb in ("create", "edit", "delete", "resolve")),
    *(f"wagtail.comments.{verb}_reply" for verb in ("create", "edit", "delete")),
    *(f"wagtail.view_restriction.{verb}" for verb in ("create", "edit", "delete")),
    "wagtail.convert_alias",
    "wagtail.copy_for_translation",
    "wagtail.create_alias",
    "wagtail.publish.schedule",
    "wagtail.reorder",
    "wagtail.schedule.cancel",
    "wagtail_localize.convert_to_alias",
}
"""Done in Wagtail's admin alone, which names the person who is signed in."""

NOBODY = {"wagtail.publish.scheduled", "wagtail.unpublish.scheduled"}
"""Nobody presses: a date comes that a person has set. The log says “system”; the entry before it names the person."""

OLD = {"wagtail.moderation.approve", "wagtail.moderation.reject"}
"""Of Wagtail's moderation before workflows; nothing writes them."""
