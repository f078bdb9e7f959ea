"""The content policies in a real browser: the editor works under its own, signing in under the site's."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.accounts.conftest import code_now, with_second_factor
from tests.e2e.conftest import PASSWORD, REAL, sign_in, staff
from tests.factories import ProjectFactory, fresh

pytestmark = [pytest.mark.e2e, REAL]


@pytest.fixture
def refused(page: Page) -> list[str]:
    """What the browser refused to run or load, or stumbled over."""
    found: list[str] = []
    page.on("console", lambda message: message.type == "error" and found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_an_editor_writes_and_saves(page, refused):
    author = staff("moderator")
    project = ProjectFactory(title="A clinic on wheels", owner=author)
    sign_in(page, author)
    page.goto(f"/admin/pages/{project.pk}/edit/")
    page.fill("#id_title", "A clinic on rails")
    page.locator("[data-contentpath=description] [role=textbox]").focus()
    page.keyboard.type("Nurses by telephone.")
    expect(page.locator("input[name=description]")).to_have_value(re.compile("telephone"))
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_selector(".messages .success")
    draft = fresh(project).get_latest_revision_as_object()
    assert (draft.title, "Nurses by telephone." in draft.description) == ("A clinic on rails", True)
    assert refused == []


def test_staff_sign_in_with_a_second_factor(page, refused, settings):
    settings.MFA_REQUIRED = True
    moderator = staff("moderator")
    secret = with_second_factor(moderator)
    page.goto("/accounts/login/")
    page.fill("[name=login]", moderator.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.fill("[name=code]", code_now(secret))
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url("**/admin/")
    page.goto("/accounts/2fa/")
    assert page.get_by_role("link", name="Administration").is_visible()
    assert refused == []
