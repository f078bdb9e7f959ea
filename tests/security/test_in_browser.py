"""The content policies in a real browser: the editor works under its own, signing in under the site's."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.accounts.conftest import PASSWORD, code_now, with_password, with_second_factor
from tests.factories import ProjectFactory, fresh, person

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def refused() -> list[str]:
    """What the browser refused or stumbled over."""
    return []


@pytest.fixture
def tab(browser: Browser, live_server, refused, repository) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, locale="en")
    tab = context.new_page()
    tab.on("console", lambda message: message.type == "error" and refused.append(message.text))
    tab.on("pageerror", lambda error: refused.append(str(error)))
    yield tab
    context.close()


def sign_in(tab: Page, email: str) -> None:
    tab.goto("/accounts/login/")
    tab.fill("[name=login]", email)
    tab.fill("[name=password]", PASSWORD)
    tab.click("main button[type=submit]")


def test_an_editor_writes_and_saves(tab, refused):
    author = with_password(person("moderator"))
    page = ProjectFactory(title="A clinic on wheels", owner=author)
    sign_in(tab, author.email)
    tab.goto(f"/admin/pages/{page.pk}/edit/")
    tab.fill("#id_title", "A clinic on rails")
    tab.locator(".Draftail-Editor [role=textbox]").first.fill("Nurses by telephone.")
    tab.get_by_role("button", name="Save draft").click()
    tab.wait_for_selector(".messages .success")
    draft = fresh(page).get_latest_revision_as_object()
    assert (draft.title, "Nurses by telephone." in draft.description) == ("A clinic on rails", True)
    assert refused == []


def test_staff_sign_in_with_a_second_factor(tab, refused, settings):
    settings.MFA_REQUIRED = True
    moderator = with_password(person("moderator"))
    secret = with_second_factor(moderator)
    sign_in(tab, moderator.email)
    tab.fill("[name=code]", code_now(secret))
    tab.click("main button[type=submit]")
    tab.wait_for_url("**/admin/")
    tab.goto("/accounts/2fa/")
    assert tab.get_by_role("link", name="Administration").is_visible()
    assert refused == []
