"""The page on which one decides: how far it is to the decision, and what stands where."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from cms.moderation import actions
from tests.e2e.conftest import REAL, sign_in, staff
from tests.e2e.hands import reach
from tests.factories import ProjectFactory, fresh

pytestmark = REAL

LONG = "".join(f"<p>Paragraph {number} on vans with a doctor.</p>" for number in range(60))
BUTTON = {"name": "Publish", "exact": True}


def handed_in(title):
    page = ProjectFactory(title=title, description=LONG, original_language="en")
    actions.submit(page=page, by=page.owner)
    return fresh(page)


def desk(page):
    return reverse("desk_page", args=[page.pk])


@pytest.fixture
def record(site):
    return handed_in("A clinic on wheels")


def test_the_decision_is_two_stops_of_the_keyboard_away_and_one_key(record, page):
    sign_in(page, staff("moderator"))
    page.goto(desk(record))
    expect(page.get_by_role("navigation", name="On this page")).to_be_focused()

    assert reach(page.get_by_role("link", name="Decide", exact=True)) == 1
    page.keyboard.press("Enter")
    assert reach(page.get_by_role("button", **BUTTON)) == 1

    page.goto(desk(record))
    page.keyboard.press("d")
    expect(page.get_by_role("button", **BUTTON)).to_be_focused()


def test_the_next_page_of_the_list_is_one_key_away(record, page):
    other = handed_in("A clinic on rails")
    sign_in(page, staff("moderator"))
    page.goto(reverse("desk_waiting"))
    page.locator(".waiting-title").first.click()
    page.wait_for_url(f"**{desk(record)}")

    page.keyboard.press("j")
    page.wait_for_url(f"**{desk(other)}")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.wait_for_url(f"**{desk(record)}")


def test_a_letter_that_is_typed_is_no_key(record, page):
    sign_in(page, staff("moderator"))
    page.goto(desk(record))
    page.locator("summary", has_text="Reject …").click()

    page.get_by_label("Why is it rejected?").press_sequentially("dkj")

    expect(page.get_by_label("Why is it rejected?")).to_have_value("dkj")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_way_to_the_decision_stays_in_sight(language, record, page):
    moderator = staff("moderator")
    UserProfile.get_for_user(moderator)
    UserProfile.objects.filter(user=moderator).update(preferred_language=language)
    sign_in(page, moderator)
    publish = page.locator("button[name=move][value=approve]")
    page.goto(desk(record))
    page.locator("#field-slug").scroll_into_view_if_needed()
    expect(publish).to_be_in_viewport(ratio=1)

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(desk(record))
    page.mouse.move(200, 25)
    page.mouse.wheel(-1000 if language == "ar" else 1000, 0)
    expect(page.locator("#w-slim-header-buttons a").last).to_be_in_viewport(ratio=0.95)
    page.locator("#field-slug").scroll_into_view_if_needed()
    page.locator(".desk-nav a").first.click()

    expect(publish).to_be_in_viewport(ratio=1)
    expect(page).to_have_url(re.compile("#decide$"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
