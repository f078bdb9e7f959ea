"""A real server, a real worker and a real browser over one installation."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page

from cms.accounts.models import User
from search.indexing import worker
from tests.conftest import install
from tests.factories import person

REAL = pytest.mark.django_db(transaction=True)
"""Commits; the database is flushed afterwards and set up again for the next test."""
PASSWORD = "a long and simple sentence"


@pytest.fixture
def site(live_server: Any, index: None) -> Any:
    """The installation behind a live server. Server and worker see commits only: mark the tests with REAL."""
    install()
    return live_server


@pytest.fixture
def search_worker(site: Any) -> Iterator[None]:
    """The worker, running beside the server as in production."""
    stop = Event()

    def work() -> None:
        try:
            worker.run(stop)
        finally:
            connections.close_all()

    thread = Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.fixture
def page(browser: Browser, site: Any) -> Iterator[Page]:
    """A tab of a fresh browser, wide and in English."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


def staff(*roles: str) -> User:
    """Return a new person with these roles who can sign in with PASSWORD."""
    someone = person(*roles)
    someone.set_password(PASSWORD)
    someone.save()
    return someone


def sign_in(page: Page, user: User) -> None:
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/admin/**")
