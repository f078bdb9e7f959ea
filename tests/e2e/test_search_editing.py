"""An editor asks why a result is there, pins another by keyboard, sees the effect, and readers find it recommended."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe

from search.indexing import worker
from search.models import EmptyQuestion, PinnedResult
from tests.e2e.conftest import REAL, sign_in, staff
from tests.factories import ProjectFactory, published

pytestmark = REAL


@pytest.fixture
def filled(site):
    for title in ("Telemedicine in Kenya", "Village radio"):
        published(
            ProjectFactory(title=title, original_language="en", description="<p>Nurses and doctors.</p>")
        )
    day = dt.datetime.now(dt.UTC).date()
    EmptyQuestion.objects.create(language="en", words="zeppelins", count=5, first_seen=day, last_seen=day)
    while worker.drain().total:
        pass
    return site


def accessible(page):
    """Wagtail's own frame around our pages is Wagtail's."""
    return Axe().run(page, context="#main .nice-padding, #listing-results").response["violations"]


def press(page, name):
    """Reach a control with the keyboard alone."""
    control = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
    control.focus()
    page.keyboard.press("Enter")


def test_an_editor_pins_what_readers_should_find(filled, page):
    sign_in(page, staff("moderator"))
    page.goto("/en/stocktaking/?q=radio")
    press(page, "Why is this here?")
    page.get_by_text("It is the only result.").wait_for()
    assert page.get_by_text("in the title (English)").is_visible()
    assert accessible(page) == []

    page.get_by_role("textbox", name="Question").fill("telemedicine")
    page.keyboard.press("Enter")
    page.get_by_text("It lacks: “telemedicine”.").wait_for()
    press(page, "Pin a result")
    page.get_by_role("textbox", name="Records").wait_for()
    press(page, "Show the effect")
    page.get_by_role("heading", name="After saving").wait_for()
    assert accessible(page) == []
    assert not PinnedResult.objects.exists()
    press(page, "Create")
    page.get_by_text("created").first.wait_for()

    page.context.clear_cookies()
    page.goto("/en/stocktaking/?q=Télémedicine")
    titles = page.locator(".result-title a").all_inner_texts()
    assert [title.strip() for title in titles] == ["Village radio", "Telemedicine in Kenya"]
    assert page.get_by_text("Recommended").count() == 1
    assert page.get_by_text("Why is this here?").count() == 0


def test_an_editor_works_through_the_questions_without_an_answer(filled, page):
    sign_in(page, staff("moderator"))
    press(page, "Search tuning")
    press(page, "Questions without an answer")
    page.get_by_text("zeppelins").first.wait_for()
    assert accessible(page) == []

    press(page, "Mark as done: zeppelins")

    page.get_by_role("button", name="Open again: zeppelins").wait_for()
    assert EmptyQuestion.objects.get().state == "done"
