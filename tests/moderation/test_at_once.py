"""Approvals at the same time, each on a connection of its own: none is lost, and nothing is published twice."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from wagtail.models import Page, PageLogEntry

from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.moderation.enums import PageState
from cms.moderation.exceptions import InvalidMove
from cms.moderation.models import ReviewTask
from cms.moderation.states import state_of
from tests.conftest import install
from tests.factories import ProjectFactory, fresh, person


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
        except (InvalidMove, PermissionDenied) as refusal:
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
