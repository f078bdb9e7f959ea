"""Two moderators on one entry: told of each other, never overtaken, and a step that asks for both; also by keyboard."""

import pytest
from playwright.sync_api import expect

from cms.moderation import actions
from cms.moderation.enums import PageState
from cms.moderation.models import ReviewTask
from cms.moderation.states import state_of
from tests.e2e.conftest import REAL, sign_in, staff
from tests.e2e.hands import Keyboard
from tests.e2e.test_bulk_decisions import accessible
from tests.factories import PrizeEntryFactory, fresh, person, write

pytestmark = REAL


@pytest.fixture
def entry(site):
    author = person("author")
    page = PrizeEntryFactory(title="A clinic in every village", owner=author)
    actions.submit(page=page, by=author)
    return fresh(page)


@pytest.fixture
def desks(browser, site):
    """Two moderators, each signed in in a browser of their own."""
    people = [staff("moderator"), staff("moderator")]
    for someone, name in zip(people, ("Anna", "Ben"), strict=True):
        someone.name = name
        someone.save()
    contexts = [
        browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900}, locale="en-GB")
        for _person in people
    ]
    pages = [context.new_page() for context in contexts]
    for page, someone in zip(pages, people, strict=True):
        sign_in(page, someone)
    yield pages
    for context in contexts:
        context.close()


def address(entry):
    return f"/admin/desk/{entry.pk}/"


def press(page, button):
    page.locator(".desk-move").get_by_role("button", name=button, exact=True).click()


def test_who_claims_is_named_to_the_other_who_is_not_overtaken(entry, desks):
    anna, ben = desks
    for page in desks:
        page.goto("/admin/desk/waiting/")
    anna.get_by_role("button", name="Claim: A clinic in every village").click()
    expect(anna.get_by_text("You have claimed “A clinic in every village”.")).to_be_visible()

    ben.get_by_role("button", name="Claim: A clinic in every village").click()

    expect(ben.get_by_text("Anna has claimed “A clinic in every village”.")).to_be_visible()
    ben.goto(address(entry))
    anna.goto(address(entry))
    press(anna, "Publish")
    expect(anna.get_by_text("“A clinic in every village” is published.")).to_be_visible()

    ben.locator(".desk-move summary", has_text="Reject").click()
    ben.locator("textarea[name=reject-words]").fill("Not an entry.")
    press(ben, "Reject")

    expect(ben.get_by_text("“Reject” is not possible now.")).to_be_visible()
    expect(ben.get_by_text("Not an entry.")).to_be_visible()
    assert state_of(fresh(entry)) == PageState.PUBLISHED


def test_a_step_for_two_is_open_until_both_have_read_the_same_text(entry, desks):
    ReviewTask.objects.update(people=2)
    anna, ben = desks
    for page in desks:
        page.goto(address(entry))
        expect(page.get_by_text("0 of 2 approved")).to_be_visible()
        expect(page.get_by_text("Still asked for: 2 more people.")).to_be_visible()
    press(anna, "Approve")
    expect(anna.get_by_text("It waits for another person.")).to_be_visible()
    expect(anna.get_by_text("1 of 2 approved, by Anna")).to_be_visible()
    anna.goto(address(entry))
    expect(anna.locator(".desk-move").get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    assert accessible(anna) == []

    write(entry, by=entry.owner, title="A clinic in every town")
    press(ben, "Approve")

    expect(ben.get_by_text("The text changed while you were reading it.")).to_be_visible()
    expect(ben.get_by_text("The text was changed since these people approved it: Anna.")).to_be_visible()
    press(ben, "Approve")
    expect(ben.get_by_text("1 of 2 approved, by Ben")).to_be_visible()
    assert state_of(fresh(entry)) == PageState.IN_REVIEW
    anna.reload()
    press(anna, "Publish")
    expect(anna.get_by_text("“A clinic in every town” is published.")).to_be_visible()
    assert (fresh(entry).live, fresh(entry).title) == (True, "A clinic in every town")


def test_by_keyboard_alone(entry, desks):
    ReviewTask.objects.update(people=2)
    hand = Keyboard()
    anna, ben = desks
    for page, button, said in (
        (anna, "Approve", "1 of 2 approved, by Anna"),
        (ben, "Publish", "“A clinic in every village” is published."),
    ):
        page.goto("/admin/desk/waiting/")
        hand.press(page.get_by_role("link", name="A clinic in every village", exact=True))
        page.wait_for_url(f"**{address(entry)}")
        hand.press(page.get_by_role("button", name=button, exact=True))
        page.get_by_text(said).wait_for()
        if button == "Approve":
            page.goto(address(entry))
            hand.press(page.get_by_role("button", name="Take back my approval", exact=True))
            page.get_by_text("Your approval of “A clinic in every village” is taken back.").wait_for()
            hand.press(page.get_by_role("button", name="Approve", exact=True))
            page.get_by_text(said).wait_for()
    assert state_of(fresh(entry)) == PageState.PUBLISHED
