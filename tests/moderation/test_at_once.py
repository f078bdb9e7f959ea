"""Approvals at the same time, each on a connection of its own: none is lost, and nothing is published twice."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import connection, connections
from wagtail.models import Page, PageLogEntry

from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import PageState
from cms.moderation.exceptions import InvalidMove
from cms.moderation.models import ReviewTask
from cms.moderation.states import state_of
from cms.undo.actions import delete
from cms.undo.exceptions import Kept
from tests.conftest import install
from tests.factories import ProjectFactory, fresh, person, published, translation


@pytest.fixture
def elsewhere(transactional_db, tmp_path):
    """Return a function that runs tasks at once, each on a connection of its own, and returns what each said.

    Connections to SQLite's database in memory share one lock and do not wait for it: there it is copied to a file.
    """
    file = tmp_path / "db.sqlite3"

    def run(task):
        own = connections["default"]
        if own.vendor == "sqlite":
            own.settings_dict = own.settings_dict | {"NAME": str(file)}
        try:
            return task()
        except (InvalidMove, Kept, PermissionDenied, ObjectDoesNotExist) as refusal:
            return type(refusal).__name__
        finally:
            connections.close_all()

    def at_once(*tasks):
        if connection.vendor == "sqlite" and not file.exists():
            with sqlite3.connect(file) as copy:
                connection.connection.backup(copy)
        with ThreadPoolExecutor(len(tasks)) as pool:
            return list(pool.map(run, tasks))

    return at_once


def test_a_page_that_becomes_public_is_not_deleted(elsewhere):
    install()
    page = ProjectFactory()
    moderator, administrator = person("moderator"), person("administrator")
    read = content_digest(page.latest_revision)

    def publish():
        actions.submit(page=page, by=page.owner)
        return actions.approve(page=fresh(page), by=moderator, digest=read)

    def remove():
        delete(objects=[page], by=administrator)
        return "deleted"

    answers = elsewhere(publish, remove)

    there = elsewhere(lambda: [each.live for each in Page.objects.filter(pk=page.pk)])
    assert (answers, there) in (([True, "Kept"], [[True]]), (["DoesNotExist", "deleted"], [[]]))


@pytest.mark.parametrize(("people", "readers"), [(1, 3), (2, 2), (2, 4)])
def test_whoever_comes_second_is_counted_after_the_first(people, readers, elsewhere):
    install()
    ReviewTask.objects.update(people=people)
    page = ProjectFactory()
    actions.submit(page=page, by=page.owner)
    read = content_digest(fresh(page).latest_revision)

    def approval_of(by):
        return lambda: actions.approve(page=Page.objects.get(pk=page.pk).specific, by=by, digest=read)

    answers = elsewhere(*(approval_of(person("moderator")) for _each in range(readers)))

    late = ["InvalidMove"] * (readers - people)
    assert sorted(map(str, answers)) == sorted(["True", *["False"] * (people - 1), *late])
    publications = PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.publish")
    assert elsewhere(publications.count, lambda: state_of(fresh(page))) == [1, PageState.PUBLISHED]


def test_no_translation_becomes_public_beside_an_original_that_goes(elsewhere):
    install()
    original = published(ProjectFactory())
    page = translation(original, "fr")
    actions.submit(page=page, by=page.owner)
    moderator, reviewer = person("moderator"), person("reviewer:fr")
    read = content_digest(fresh(page).latest_revision)

    def archive():
        actions.archive(page=original, by=moderator, reason="Said twice.")
        return "archived"

    def publish():
        return actions.approve(page=page, by=reviewer, digest=read)

    answers = elsewhere(archive, publish)

    assert answers in (["archived", True], ["archived", "PermissionDenied"], ["archived", "InvalidMove"])
    live = Page.objects.filter(pk__in=[original.pk, page.pk]).values_list("live", flat=True)
    assert elsewhere(lambda: list(live.all())) == [[False, False]]
