"""A question on a field, with the mouse and by keyboard alone: an imported draft is asked about, answered, public."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from cms.moderation.actions import submit
from cms.moderation.comments.actions import ask_author, note, reply
from stocktaking_pages.models import StocktakingProjectPage
from tests.e2e.conftest import REAL, sign_in, staff
from tests.e2e.hands import HANDS, Keyboard, reach
from tests.factories import fresh

pytestmark = REAL

PHONE = {"width": 390, "height": 844}
TITLE = "Telemedicine for remote islands"
RECORD = {
    "source": "test",
    "source_id": "1",
    "title": TITLE,
    "summary": "Sixty-four clinics ask specialists in the capital.",
    "countries": ["KE"],
    "start_date": "2019-02-01",
    "language": "en",
}


@pytest.fixture
def author(site):
    """Whoever brought the record in answers for it; that they are an administrator lets them decide no more on it."""
    return staff("administrator")


@pytest.fixture
def imported(author, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(RECORD))
    call_command("import_projects", str(path), state="draft", by=author.email, verbosity=0)
    return StocktakingProjectPage.objects.get()


@pytest.fixture
def tab(browser, site):
    """Return a function that signs somebody in, in a browser of their own, and opens the desk's page of a record."""
    contexts = []

    def open_tab(person, record, **values):
        size = values.pop("viewport", {"width": 1280, "height": 900})
        contexts.append(browser.new_context(base_url=site.url, viewport=size, locale="en-GB", **values))
        page = contexts[-1].new_page()
        sign_in(page, person)
        page.goto(f"/admin/desk/{record.pk}/")
        return page

    yield open_tab
    for context in contexts:
        context.close()


def problems(page):
    return Axe().run(page, context="#main .nice-padding").response["violations"]


@pytest.fixture(params=HANDS)
def hand(request):
    return HANDS[request.param]()


def choose(hand, radio):
    """Take the next of two radio buttons, which are one stop of the keyboard."""
    if isinstance(hand, Keyboard):
        reach(radio.first)
        radio.page.keyboard.press("ArrowDown")
    else:
        hand.press(radio.last)
    expect(radio.last).to_be_checked()


def test_from_an_imported_draft_to_the_public(hand, imported, author, tab, page):
    writing = tab(author, imported)
    hand.press(writing.get_by_role("button", name="Submit for review"))
    expect(writing.get_by_text("waits for a moderator").first).to_be_visible()

    asking = tab(staff("moderator"), imported)
    hand.press(asking.locator("summary[aria-label='Comment: Summary']"))
    form = asking.locator("details.comment-begin[open]")
    choose(hand, form.get_by_role("radio"))
    hand.write(form.get_by_role("textbox"), "Which year was it begun?")
    hand.press(form.get_by_role("button", name="Comment"))
    expect(asking.get_by_role("region", name="Message to the author: Summary")).to_be_visible()
    hand.press(asking.locator("summary", has_text="Ask the author"))
    expect(asking.get_by_label(re.compile("Which year was it begun"))).to_be_checked()
    hand.press(asking.get_by_role("button", name="Ask the author", exact=True))
    asking.wait_for_url("**/desk/waiting/")

    writing.goto(f"/admin/desk/{imported.pk}/")
    hand.press(writing.get_by_role("link", name="Summary"))
    hand.write(writing.get_by_role("textbox", name="Answer"), "In 2019.")
    hand.press(writing.get_by_role("button", name="Answer: Summary"))
    expect(writing.get_by_text("In 2019.")).to_be_visible()
    hand.press(writing.get_by_role("button", name="Submit again"))
    expect(writing.get_by_text("waits for a moderator again").first).to_be_visible()

    asking.goto(f"/admin/desk/{imported.pk}/")
    expect(asking.get_by_text("In 2019.")).to_be_visible()
    hand.press(asking.get_by_role("button", name="Resolve: Summary"))
    expect(asking.get_by_role("button", name="Reopen: Summary")).to_be_visible()
    hand.press(asking.get_by_role("button", name="Publish", exact=True))
    asking.wait_for_url("**/desk/waiting/")

    assert page.goto(fresh(imported).url_path).status == 200
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert "Which year was it begun?" not in page.content()


@pytest.fixture
def talked_about(imported, author):
    """Handed in, with a note, a message and an answer."""
    submit(page=imported, by=author)
    moderator, imported = staff("moderator"), fresh(imported)
    note(page=imported, field="summary", text="Ask Geneva first.", by=moderator)
    question = ask_author(page=imported, field="summary", text="Which year?", by=moderator)
    reply(to=question, text="In 2019.", by=author)
    return imported


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_and_from_right_to_left(language, talked_about, tab):
    moderator = staff("moderator")
    profile = UserProfile.get_for_user(moderator)
    profile.preferred_language = language
    profile.save()
    page = tab(moderator, talked_about, viewport=PHONE)

    page.locator("details.comment-begin > summary").nth(1).click()

    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    for box in page.locator(".desk-fields__comments :is(textarea, section, form):visible").all():
        at = box.bounding_box()
        assert at["x"] >= 0 and at["x"] + at["width"] <= PHONE["width"], (
            box.evaluate("e => e.outerHTML"),
            at,
        )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert problems(page) == []


def test_the_author_is_shown_the_message_and_no_trace_of_the_note(talked_about, author, tab):
    page = tab(author, talked_about)

    expect(page.get_by_text("Which year?")).to_be_visible()
    assert "Geneva" not in page.content()
    assert page.get_by_text("Staff note").count() == 0
    assert problems(page) == []
