"""Fifty decisions at once, three of which must fail, and the undo of it all: with the mouse, and by keyboard alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from cms.moderation import actions
from cms.moderation.states import state_of
from stocktaking_pages.models import StocktakingProjectPage
from tests.e2e.conftest import REAL, sign_in, staff
from tests.e2e.hands import Keyboard, reach
from tests.factories import ProjectFactory, person

pytestmark = REAL


@pytest.fixture
def moderator(site):
    return staff("moderator")


@pytest.fixture
def fifty(moderator):
    """Pages that wait: 47 of an author's, one that the moderator wrote and one that they handed in; one goes later."""
    author = person("author")
    pages = [ProjectFactory(title=f"Clinic {number:02}", owner=author) for number in range(48)]
    for page in pages:
        actions.submit(page=page, by=author)
    own = ProjectFactory(title="My own clinic", owner=moderator)
    handed_in = ProjectFactory(title="A clinic that I handed in", owner=author)
    for page in (own, handed_in):
        actions.submit(page=page, by=moderator)
    return pages


def published():
    return StocktakingProjectPage.objects.filter(live=True).count()


def waiting():
    return sum(state_of(page) == "in_review" for page in StocktakingProjectPage.objects.all())


def accessible(page):
    """Wagtail's own frame around our pages is Wagtail's."""
    return Axe().run(page, context="#main .nice-padding, #listing-results").response["violations"]


def test_fifty_with_three_that_must_fail_and_the_undo(fifty, moderator, page):
    sign_in(page, moderator)
    page.goto("/admin/desk/waiting/")
    assert accessible(page) == []
    page.get_by_label("all 50 pages of this list").check()
    page.get_by_role("button", name="Publish …").click()
    expect(page.get_by_text("48 decisions will be taken.")).to_be_visible()
    expect(page.get_by_text("2 will not: they come first, with the reason.")).to_be_visible()
    assert accessible(page) == []
    actions.withdraw(page=fifty[7], by=fifty[7].owner)

    page.get_by_role("button", name="Publish (48)").click()

    expect(page.get_by_text("47 decisions are taken.")).to_be_visible()
    failed = page.locator("tr.desk-run__refused")
    expect(failed).to_have_count(3)
    for title, why in (
        ("My own clinic", "another person has to decide on it"),
        ("A clinic that I handed in", "another person has to decide on it"),
        ("Clinic 07", "is not possible now"),
    ):
        expect(failed.filter(has_text=title)).to_contain_text(why)
    assert published() == 47
    assert accessible(page) == []

    page.get_by_role("button", name="Undo all of it").click()

    expect(page.get_by_text(re.compile("^Undone by"))).to_be_visible()
    assert (published(), waiting()) == (0, 49)


def test_by_keyboard_alone(fifty, moderator, page):
    hand = Keyboard()
    actions.withdraw(page=fifty[7], by=fifty[7].owner)
    sign_in(page, moderator)
    page.goto("/admin/desk/waiting/")
    page.locator(".waiting-title").first.wait_for()

    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("input[name=page]:checked")).to_have_count(2)
    page.keyboard.press("b")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("all 49 pages of this list")).to_be_checked()
    hand.press(page.get_by_role("button", name="Reject …"))

    page.get_by_text("47 decisions will be taken.").wait_for()
    reach(page.get_by_role("combobox", name="Reason"))
    page.keyboard.type("The repository has")
    hand.press(page.get_by_role("button", name="Reject (47)"))
    page.get_by_text("47 decisions are taken.").wait_for()
    expect(page.get_by_text("The repository has this project already.").first).to_be_visible()
    assert waiting() == 2

    hand.press(page.get_by_role("button", name="Undo all of it"))
    page.get_by_text(re.compile("^Undone by")).wait_for()
    assert waiting() == 49
