"""A record is archived with a preview, answers 410, is brought back and found again; a draft is deleted and undone."""

from __future__ import annotations

import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from stocktaking_pages.models import StocktakingProjectPage
from tests.e2e.conftest import REAL, sign_in, staff
from tests.e2e.hands import Keyboard
from tests.factories import ProjectFactory, published, translation

pytestmark = REAL
PATIENCE = 20


def wait_for_count(page, count):
    """Ask the public search until it answers this many records."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        response = page.request.get("/api/v1/projects/?q=telemedicine")
        if response.ok and response.json()["count"] == count:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not {count} records after {PATIENCE} seconds")


@pytest.fixture
def record(site):
    page = published(ProjectFactory(title="Telemedicine for remote islands", original_language="en"))
    published(translation(page, "fr", title="Télémédecine pour les îles"))
    return page


def test_archived_gone_brought_back_found_again(record, search_worker, page):
    sign_in(page, staff("moderator"))
    wait_for_count(page, 1)

    page.goto(f"/admin/desk/{record.pk}/")
    page.locator("summary", has_text="Archive").click()
    move = page.locator("form", has=page.locator("button[value=archive]"))
    told = move.inner_text()
    assert "Its translation goes along." in told
    assert "Français" in told
    assert record.url_path in told
    move.get_by_label("Why is it archived?").fill("The project is over.")
    move.get_by_role("button", name="Archive", exact=True).click()
    page.get_by_role("link", name="Undo").wait_for()
    wait_for_count(page, 0)
    assert page.request.get(record.url_path).status == 410

    page.get_by_role("link", name="Undo").click()
    page.get_by_text("The project is over.").wait_for()
    page.get_by_role("button", name="Bring it back").press("Enter")
    page.get_by_text("is back as it was").wait_for()
    wait_for_count(page, 1)
    assert page.request.get(record.url_path).status == 200


def test_a_draft_is_deleted_and_undone_by_keyboard(site, page):
    draft = ProjectFactory(title="A clinic on wheels")
    sign_in(page, staff("administrator"))

    page.goto(f"/admin/pages/{draft.pk}/delete/")
    page.get_by_text("Nothing else hangs on it.").wait_for()
    assert Axe().run(page, context="#main .nice-padding").response["violations"] == []
    hand = Keyboard()
    hand.write(page.get_by_label("Why?"), "Twice the same.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("You can bring it back for 30 days").wait_for()
    assert not StocktakingProjectPage.objects.filter(pk=draft.pk).exists()

    page.goto("/admin/deleted/")
    assert Axe().run(page, context="#listing-results").response["violations"] == []
    hand.press(page.get_by_role("link", name="A clinic on wheels"))
    hand.press(page.get_by_role("button", name="Bring it back"))
    page.get_by_text("is back as it was").wait_for()
    assert StocktakingProjectPage.objects.get(pk=draft.pk).title == "A clinic on wheels"
