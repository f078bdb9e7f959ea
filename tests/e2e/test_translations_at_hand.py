"""The translators' desk and what readers get of it, looked at on a telephone and on a screen."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from cms.mail.models import OutgoingMail
from cms.moderation import actions
from cms.records.translating import start_translation
from tests.e2e.conftest import REAL, sign_in, staff
from tests.factories import ProjectFactory, person, published, write

pytestmark = REAL

WORDS = {"title": "أطباء عبر الراديو", "summary": "للجزر النائية."}

WITHIN = """it => {
  const box = it.getBoundingClientRect();
  return it.scrollWidth <= it.clientWidth && box.left >= 0 && box.right <= innerWidth && box.width > 200;
}"""
"""Whether nothing of an element is beyond the screen or squeezed into a few letters."""


@pytest.fixture
def original(site):
    return published(
        ProjectFactory(title="Doctors by radio", summary="For remote islands.", original_language="en")
    )


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_button_of_the_list_is_within_a_telephone(language, original, page):
    translator = staff(f"translator:{language}")
    UserProfile.objects.create(user=translator, preferred_language=language)
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, translator)

    page.goto(reverse("translation_queue"))

    boxes = [each.bounding_box() for each in page.locator(".queue-claim :is(button, input)").all()]
    assert len(boxes) >= 3
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_long_title_is_read_whole_above_the_paragraphs_and_the_decision(width, site, page):
    long = published(ProjectFactory(title="Doctors by radio for remote islands " * 4, original_language="en"))
    translation = start_translation(
        original=long, language="fr", by=person("translator:fr"), words={"title": "Médecins par radio " * 7}
    )
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, staff("moderator"))

    for name in ("translation_page", "desk_page"):
        page.goto(reverse(name, args=[translation.pk]))
        title = page.locator(".desk-title")
        expect(title).to_have_text("Médecins par radio " * 7)
        assert title.evaluate(WITHIN)


def test_words_of_a_vocabulary_are_not_lost_by_leaving_the_page(site, page):
    sign_in(page, staff("translator:fr"))
    page.goto(reverse("translation_text_group", args=["fr", "vocabulary", "action_line"]) + "?show=all")
    expect(page.get_by_text("not while you type")).to_be_visible()
    page.wait_for_timeout(
        2500
    )  # Wagtail looks at a form two seconds after it was shown, then twice a second.

    page.locator("textarea").first.press_sequentially("La presse ")

    expect(page.locator("#texts[data-w-unsaved-has-edits-value=true]")).to_be_attached()


def test_a_reader_asks_for_a_translation_and_is_told_when_it_is_there(original, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/ar/stocktaking/record/{original.record_id}/")
    page.locator("a[href$='/translation/']").click()
    page.wait_for_load_state()
    email, button = page.locator("input[type=email]"), page.locator("article form button")
    assert button.bounding_box()["y"] >= email.bounding_box()["y"] + email.bounding_box()["height"] + 8
    email.fill("reader@example.net")
    button.click()
    expect(page.get_by_role("status")).to_be_visible()

    by = person("translator:ar")
    arabic = published(start_translation(original=original, language="ar", by=by, words=WORDS))

    mail = OutgoingMail.objects.get(to="reader@example.net")
    page.set_viewport_size({"width": 1280, "height": 844})
    sign_in(page, staff("administrator"))
    page.goto(f"/admin/mail/inspect/{mail.pk}/")
    link = page.locator(".mail-text a")
    expect(link).to_have_css("direction", "ltr")
    page.goto(urlsplit(link.get_attribute("href")).path)
    assert page.url.endswith(arabic.url_path)
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS["title"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_change_is_read_and_published_on_a_telephone(language, original, page):
    author = original.owner
    actions.submit(page=write(original, author, summary="For remote islands and mountains."), by=author)
    moderator = staff("moderator")
    UserProfile.objects.create(user=moderator, preferred_language=language)
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, moderator)

    page.goto(reverse("desk_page", args=[original.pk]))
    cells = page.locator("#field-summary td").all()
    assert len(cells) == 2
    assert all(cell.evaluate(WITHIN) for cell in cells)
    page.locator("button[name=move][value=approve]").click()
    page.wait_for_url("**/waiting/**")

    page.goto(original.url_path)
    expect(page.get_by_text("For remote islands and mountains.").first).to_be_visible()
