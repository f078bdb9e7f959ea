"""What every test may use, and what a run may not do: skip in CI, or test another database's behaviour."""

import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from wagtail.models import Locale, Page

from cms.core.catalogues import compile_all
from cms.setup.site import setup_site
from cms.taxonomy import snapshot
from cms.translations import readers
from prizes_pages.actions import edition_page
from search import lexicon, service
from search.editorial import pins
from stocktaking_pages.actions import year_page
from stocktaking_pages.models import StocktakingIndexPage
from tests.browser import ARGUMENTS, find_browser

CI = os.environ.get("CI") == "true"
pytest_plugins = ["tests.search.elasticsearch_server"]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; a test that needs one is skipped by name where there is none."""
    path = find_browser()
    if path is None:
        pytest.skip("this machine lacks a browser: set CHROMIUM or install chromium")
    return path


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser for the tests of one module; each test opens a context of its own."""
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread; the tests' own queries are synchronous all the same.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            yield browser
            browser.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Every test starts from an installation, with the year and the edition that the factories use."""
    with django_db_blocker.unblock():
        install()


def install() -> None:
    """Set the site up, on a database that was flushed too: the root of the page tree is a migration's work."""
    if not Page.objects.exists():
        english, _made = Locale.objects.get_or_create(language_code="en")
        Page.add_root(title="Root", slug="root", locale=english)
    setup_site()
    year_page(year=2019, locale=Locale.get_default())
    edition_page(year=2024, locale=Locale.get_default())


@pytest.fixture
def repository(db: None) -> None:
    """The installation, made again if a test that commits has flushed it."""
    if not StocktakingIndexPage.objects.exists():
        install()


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    """Nothing of another test is remembered: vocabularies, menus, readers, the language of its last request."""
    translation.deactivate()
    snapshot.forget()
    readers.forget()
    lexicon.forget()
    pins.forget()
    cache.clear()
    yield
    snapshot.forget()
    readers.forget()
    lexicon.forget()
    pins.forget()


@pytest.fixture
def still_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is remembered is due for a look at the database, however slow the machine: to count queries."""
    for kept in (snapshot, lexicon.snapshot, pins):
        monkeypatch.setattr(kept, "CHECK_EVERY", math.inf)


@pytest.fixture
def index(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[None]:
    """An empty index of the configured engine, for this test alone."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    if settings.SEARCH_ENGINE == "elasticsearch":
        settings.ELASTICSEARCH_URL = request.getfixturevalue("elasticsearch_url")
        settings.SEARCH_INDEX_PREFIX = request.getfixturevalue("index_prefix")
    yield
    service.close()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Give the run's own data folder its catalogues: without one Django does not know zh."""
    compile_all()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests about the other database: the run on that one has them."""
    other = {"postgresql": "sqlite", "sqlite": "postgresql"}[connection.vendor]
    foreign = [item for item in items if item.get_closest_marker(other)]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """In CI a skipped test is a failed one: what the machine lacked there has to be installed."""
    return forbid_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """In CI a module that skips itself has failed too."""
    return forbid_skip((yield))


def forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> pytest.TestReport | pytest.CollectReport:
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI forbids: {report.longrepr[2]}"
    return report
