"""A real server, a real worker and a real browser over one installation."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Condition, Event, Thread
from typing import Any
from urllib.request import urlopen

import pytest
from django.core.signals import request_finished, request_started
from django.db import connections
from playwright.sync_api import Browser, Page

from cms.accounts.models import User
from search.indexing import worker
from tests.conftest import install
from tests.factories import person

REAL = pytest.mark.django_db(transaction=True)
"""Commits; the database is flushed afterwards and set up again for the next test."""
PASSWORD = "a long and simple sentence"


PATIENCE = 60.0
"""Seconds for the server's last answers after a browser is closed."""


class Requests:
    """How many requests the live server is answering."""

    def __init__(self) -> None:
        self.running = 0
        self.changed = Condition()

    def started(self, **kwargs: Any) -> None:
        with self.changed:
            self.running += 1

    def finished(self, **kwargs: Any) -> None:
        with self.changed:
            self.running -= 1
            self.changed.notify_all()

    def wait_for_none(self) -> None:
        with self.changed:
            if not self.changed.wait_for(lambda: self.running <= 0, PATIENCE):
                raise TimeoutError(
                    f"The live server still answers {self.running} requests after {PATIENCE:.0f} s."
                )


@pytest.fixture
def requests() -> Iterator[Requests]:
    """The requests of this test. Django ends its connections in a receiver before ours."""
    requests = Requests()
    request_started.connect(requests.started)
    request_finished.connect(requests.finished)
    yield requests
    request_started.disconnect(requests.started)
    request_finished.disconnect(requests.finished)


@pytest.fixture
def site(live_server: Any, index: None, requests: Requests) -> Iterator[Any]:
    """The installation behind a live server. Server and worker see commits only: mark the tests with REAL.

    A closed browser does not wait for its answers. Here they are waited for, since the database is flushed next.
    """
    install()
    yield live_server
    # Connections are taken in turn: once this one has its answer, no earlier request waits to be taken.
    urlopen(f"{live_server.url}/healthz").close()
    requests.wait_for_none()


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
