"""The endurance run in small: three kills, and whether it would notice what it is there to notice."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from cms.bench.endurance import checking, journal, killing, stories
from cms.bench.endurance.journal import Change
from cms.bench.endurance.journalling import publishing
from cms.bench.endurance.load import Search, addresses
from cms.bench.endurance.site import Failed, Site
from cms.bench.figures import Figure
from cms.demo.progress import Progress
from search import registry
from search.indexing import outbox, worker
from stocktaking_pages.models import StocktakingIndexPage
from tests.conftest import install

KILLS = 3


@pytest.fixture
def site(
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path: Path,
    settings: Any,
    request: pytest.FixtureRequest,
) -> Site:
    """A site of its own on a copy of the installation, with the configured engine."""
    environment = {"SEARCH_ENGINE": settings.SEARCH_ENGINE}
    if settings.SEARCH_ENGINE == "elasticsearch":
        environment["ELASTICSEARCH_URL"] = request.getfixturevalue("elasticsearch_url")
        environment["SEARCH_INDEX_PREFIX"] = request.getfixturevalue("index_prefix")
    with django_db_blocker.unblock(), sqlite3.connect(tmp_path / "db.sqlite3") as copy:
        if not StocktakingIndexPage.objects.exists():
            install()  # a test that commits has flushed the database
        connection.ensure_connection()
        connection.connection.backup(copy)
    return Site(tmp_path, environment)


def values(figures: Iterator[Figure]) -> dict[str, float | None]:
    return {figure.figure: figure.value for figure in figures}


@pytest.mark.sqlite
def test_a_worker_that_is_killed_loses_nothing(site: Site) -> None:
    figures = values(killing.kill_workers(site, KILLS, Progress(io.StringIO())))

    assert figures == {
        "worker killed": KILLS,
        "worker killed: acknowledged and not found": 0,
        "worker killed: withdrawn and found": 0,
        "worker killed: search_verify": 0,
    }


@pytest.mark.sqlite
def test_a_rebuild_by_two_processes_is_complete(site: Site) -> None:
    with publishing(site):
        pass

    rebuilt = site.output_of("search_rebuild")

    assert "failed=0 waiting=0" in rebuilt
    assert "missing=0 extra=0 outdated=0" in site.output_of("search_verify")
    assert " documents=0 " not in rebuilt


@pytest.mark.sqlite
def test_a_command_that_fails_is_told_with_its_last_words(site: Site) -> None:
    with pytest.raises(Failed, match="invalid choice: 'nothing'"):
        site.output_of("endure_part", "nothing")


def test_the_last_change_of_a_record_is_what_is_expected() -> None:
    changes = [Change("a", "one", 1), Change("b", "two", 2), Change("a", "three", 3), Change("b", "", 4)]

    expected = journal.expected(journal.read(change.line() for change in changes))

    assert expected == journal.Expected({"three": "a"}, frozenset({"one", "two"}))


def test_no_two_words_are_alike() -> None:
    words = [journal.word(number) for number in range(1000)]

    assert len(set(words)) == 1000
    assert {word.isalpha() for word in words} == {True}


def test_what_is_lost_and_what_is_left_is_noticed(
    index: None, repository: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_alone_for(monkeypatch, stories.StorySource(2))
    outbox.enqueue([stories.id_of(1), stories.id_of(2)])
    worker.drain()
    one, two, three = (next(iter(stories.document(number).texts.values())).title for number in (1, 2, 3))

    found = checking.check(
        journal.Expected({one: stories.id_of(1), three: stories.id_of(3)}, frozenset({two}))
    )

    assert (found.asked, found.lost, found.left) == (3, (three,), (two,))


def register_alone_for(monkeypatch: pytest.MonkeyPatch, source: stories.StorySource) -> None:
    monkeypatch.setattr(registry, "_sources", {})
    stories.register_alone(source)


def test_a_page_without_hits_is_no_good_answer() -> None:
    answers = [Search(0, 0.1, 200, True), Search(0, 0.1, 200, False), Search(0, 0.1, 503, False)]

    assert [answer.is_good for answer in answers] == [True, False, False]


def test_stories_answer_the_questions_that_are_asked_of_them(repository: None) -> None:
    source = stories.StorySource(3)

    built = source.build([stories.id_of(number) for number in (1, 3, 4)])

    assert [document.id for document in built] == ["demo-000001", "demo-000003"]
    assert list(source.all_ids()) == ["demo-000001", "demo-000002", "demo-000003"]
    assert next(addresses(50)).startswith("/en/stocktaking/?q=")
