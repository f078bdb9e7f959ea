"""The desk's lists and the pages of the past on a telephone, from left to right and from right to left."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from cms.moderation import actions
from cms.undo.actions import delete
from tests.e2e.conftest import REAL, sign_in, staff
from tests.factories import ProjectFactory, published, write

pytestmark = REAL

WIDTH = 390
TITLE = "Doctors by radio for the remote islands of the archipelago"
BEYOND = f"""() => [...document.querySelectorAll("main :is(a, button, select, td, p, h1, h2)")].filter(each => {{
  const box = each.getBoundingClientRect();
  return box.width > 1 && !each.closest("header") && (box.left < -1 || box.right > {WIDTH} + 1);
}}).map(each => each.outerHTML)"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_beyond_the_screen_or_squeezed(language, site, page):
    moderator = staff("moderator")
    UserProfile.objects.create(user=moderator, preferred_language=language)
    waiting = published(ProjectFactory(title=TITLE, summary="For islands."))
    write(waiting, by=waiting.owner, summary="For remote islands.")
    actions.submit(page=waiting, by=waiting.owner)
    delete(objects=[ProjectFactory(title=f"{TITLE}, a draft", owner=moderator)], by=moderator)
    page.set_viewport_size({"width": WIDTH, "height": 844})
    sign_in(page, moderator)

    for name, arguments in {
        "desk_waiting": [],
        "desk_records": [],
        "undo": [],
        "history": [waiting.pk],
        "history_compare": [waiting.pk],
        "desk_handling": [waiting.pk],
    }.items():
        page.goto(reverse(name, args=arguments))
        assert (name, page.evaluate(BEYOND)) == (name, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
        for title in page.locator(".narrow-list td.title a", has_text=TITLE).all():
            assert title.bounding_box()["width"] > WIDTH / 2, name
        if name == "desk_waiting":
            expect(page.locator(".narrow-heading")).to_be_visible()
        if name in ("history", "history_compare"):
            expect(page.locator(".desk-title")).to_have_text(TITLE)
            expect(page.locator(".desk-title")).to_be_visible()

    page.goto(reverse("history_compare", args=[waiting.pk]))
    labels = [each.get_attribute("data-label") for each in page.locator("td[data-label]").all()[:2]]
    earlier, later = (page.locator(f"label[for=id_{name}]").inner_text() for name in ("earlier", "later"))
    assert (labels[0].startswith(earlier), labels[1].startswith(later)) == (True, True)

    page.set_viewport_size({"width": 1280, "height": 844})
    heads = page.locator(".desk-fields thead th")
    assert (
        heads.evaluate_all("heads => heads.map(each => each.scrollWidth <= each.clientWidth)") == [True] * 3
    )
    expect(page.locator(".desk-title")).to_be_visible()
