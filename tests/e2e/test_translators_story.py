"""Translation in a real browser: the first round, the second, what comes back, two at once, right to left."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page, expect

from cms.moderation import actions
from cms.moderation.states import state_of
from cms.records.translating import segments_to_translate, start_translation
from tests.e2e.conftest import REAL, sign_in, staff
from tests.factories import ProjectFactory, approved, fresh, person, published, write

pytestmark = REAL

GOALS = "<p>Bring doctors to the islands.</p><p>Train forty nurses in three years.</p>"
WORDS = {
    "fr": [
        "Médecins par radio",
        "Pour les îles.",
        "Amener des médecins dans les îles.",
        "Former 40 infirmières.",
    ],
    "ar": [
        "أطباء عبر الراديو",
        "للجزر النائية.",
        "جلب الأطباء إلى الجزر.",
        "تدريب أربعين ممرضة في ثلاث سنوات.",
    ],
    "zh": ["无线电医生", "面向偏远岛屿。", "把医生带到岛上。", "三年内培训四十名护士。"],
}


@pytest.fixture
def original(site):
    return published(
        ProjectFactory(
            title="Doctors by radio", summary="For remote islands.", goals=GOALS, original_language="en"
        )
    )


def begun(original, language, by):
    return start_translation(original=original, language=language, by=by, words={})


def address(translation):
    return reverse("translation_page", args=[translation.pk])


def field(page: Page, number: int):
    return page.get_by_role("textbox", name="Translation").nth(number)


def type_words(page: Page, number: int, words: str) -> None:
    """Type and wait until the page says that it is saved."""
    field(page, number).fill(words)
    expect(page.locator(".translation-row").nth(number)).to_have_attribute("data-state", "current")


def words_of(translation):
    return [found.target for found in segments_to_translate(fresh(translation))]


@pytest.mark.parametrize("language", WORDS)
def test_first_translation_from_the_first_word_to_the_public_page(original, page, language):
    translator = staff(f"translator:{language}")
    translation = begun(original, language, translator)
    sign_in(page, translator)
    page.goto(address(translation))

    for number, words in enumerate(WORDS[language]):
        type_words(page, number, words)

    direction = "rtl" if language == "ar" else "ltr"
    expect(field(page, 0)).to_have_attribute("dir", direction)
    assert words_of(translation) == WORDS[language]
    assert fresh(translation).live is False

    page.get_by_role("button", name="Hand in for review").click()
    page.get_by_text("waits for a moderator").first.wait_for()
    approved(translation, person(f"reviewer:{language}"))
    page.goto(fresh(translation).url)
    expect(page.get_by_role("heading", name=WORDS[language][0])).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", direction)


def test_second_round_shows_the_words_that_changed(original, page):
    translator = staff("translator:fr")
    translation = begun(original, "fr", translator)
    sign_in(page, translator)
    page.goto(address(translation))
    for number, words in enumerate(WORDS["fr"]):
        type_words(page, number, words)
    page.get_by_role("button", name="Hand in for review").click()
    page.get_by_text("waits for a moderator").first.wait_for()
    approved(translation, person("reviewer:fr"))
    author = fresh(original).owner
    changed = write(original, author, goals=GOALS.replace("three years", "five years"))
    actions.submit(page=changed, by=author)
    approved(changed, person("moderator"))

    page.goto(address(translation))

    waiting = page.locator('.translation-row[data-state="stale"]')
    expect(waiting).to_have_count(1)
    expect(waiting.locator("del")).to_have_text("three")
    expect(waiting.locator("ins")).to_have_text("five")
    type_words(page, 3, "Former 40 infirmières en cinq ans.")
    assert "40 infirmières." in fresh(translation).goals


def test_what_was_sent_back_says_why_and_is_handed_in_again(original, page):
    translator = staff("translator:fr")
    translation = begun(original, "fr", translator)
    sign_in(page, translator)
    page.goto(address(translation))
    type_words(page, 0, "Médecins par radio")
    page.get_by_role("button", name="Hand in for review").click()
    page.get_by_text("waits for a moderator").first.wait_for()
    actions.request_changes(page=fresh(translation), by=person("reviewer:fr"), note="Le résumé manque.")

    page.goto(address(translation))
    expect(page.get_by_text("Le résumé manque.")).to_be_visible()
    type_words(page, 1, "Pour les îles.")
    page.get_by_role("button", name="Hand in for review").click()
    page.get_by_text("waits for a moderator again").first.wait_for()
    assert state_of(fresh(translation)) == "in_review"


def test_two_translators_on_one_page(original, browser, site, page):
    one, other = staff("translator:fr"), staff("translator:fr")
    translation = begun(original, "fr", one)
    context = browser.new_context(base_url=site.url, locale="en-GB")
    second = context.new_page()
    sign_in(page, one)
    sign_in(second, other)
    page.goto(address(translation))
    second.goto(address(translation))

    type_words(page, 0, "Médecins par radio")
    type_words(second, 1, "Pour les îles.")
    field(second, 0).fill("Docteurs par radio")
    expect(second.get_by_text("Somebody else wrote here meanwhile: Médecins par radio")).to_be_visible()
    expect(field(second, 0)).to_have_value("Docteurs par radio")
    context.close()

    assert words_of(translation)[:2] == ["Médecins par radio", "Pour les îles."]


def test_by_keyboard_alone(original, page):
    translator = staff("translator:fr")
    translation = begun(original, "fr", translator)
    sign_in(page, translator)
    page.goto(address(translation))

    field(page, 0).focus()
    page.keyboard.type("Médecins par radio")
    page.keyboard.press("Control+Enter")
    expect(field(page, 1)).to_be_focused()
    page.keyboard.press("Alt+c")

    expect(field(page, 1)).to_have_value("For remote islands.")
    expect(page.locator(".translation-row").first).to_have_attribute("data-state", "current")


def test_a_suggestion_is_taken_and_stays_the_only_help_when_one_comes_back(original, page):
    other = published(ProjectFactory(title="Doctors by radio and boat", original_language="en"))
    by = person("translator:fr")
    published(start_translation(original=other, language="fr", by=by, words={"title": "Médecins en bateau"}))
    call_command("refresh_memory")
    translator = staff("translator:fr")
    translation = begun(original, "fr", translator)
    sign_in(page, translator)
    page.goto(address(translation))
    rows = page.locator(".translation-row").count()

    field(page, 0).focus()
    page.get_by_role("button", name="Use it").click()
    expect(field(page, 0)).to_have_value("Médecins en bateau")
    for number in (1, 0):
        field(page, number).focus()
        expect(page.get_by_text("Nothing like this was translated before.")).to_be_visible()
    page.wait_for_load_state("networkidle")

    expect(page.locator(".translation-row")).to_have_count(rows)
    expect(page.get_by_role("button", name="Use it")).to_have_count(1)


def test_nothing_is_lost_without_a_connection(original, page):
    translator = staff("translator:fr")
    translation = begun(original, "fr", translator)
    sign_in(page, translator)
    page.goto(address(translation))
    page.context.set_offline(True)
    field(page, 0).fill("Médecins par")
    page.get_by_text("Not saved: no connection").first.wait_for()

    page.context.set_offline(False)
    type_words(page, 0, "Médecins par radio")
    assert words_of(translation)[0] == "Médecins par radio"


def publish_all(page):
    page.locator("input[name=page]").first.wait_for()
    for box in page.locator("input[name=page]").all():
        box.check()
    page.get_by_role("button", name="Publish what is ticked, together").click()


def test_a_set_of_the_original_and_three_languages_is_published_together(site, page):
    original = ProjectFactory(title="Doctors by radio", summary="For islands.", original_language="en")
    actions.submit(page=original, by=original.owner)
    translations = []
    for language, words in WORDS.items():
        translator = person(f"translator:{language}")
        made = start_translation(
            original=original,
            language=language,
            by=translator,
            words={"title": words[0], "summary": words[1]},
        )
        actions.submit(page=made, by=translator)
        translations.append(made)
    sign_in(page, staff("moderator"))

    page.goto(f"/admin/desk/{original.pk}/")
    page.get_by_role("link", name="All languages").click()
    publish_all(page)

    page.get_by_text("4 languages are published.").wait_for()
    for made, words in zip(translations, WORDS.values(), strict=True):
        page.goto(fresh(made).url)
        expect(page.get_by_role("heading", name=words[0])).to_be_visible()


def test_a_change_is_translated_while_it_waits_and_published_with_its_original(original, page):
    translator = staff("translator:fr")
    words = {"title": WORDS["fr"][0], "summary": WORDS["fr"][1]}
    french = published(start_translation(original=original, language="fr", by=translator, words=words))
    changed = write(fresh(original), original.owner, title="Doctors by satellite")
    actions.submit(page=changed, by=original.owner)
    sign_in(page, translator)
    page.goto(address(french))

    page.get_by_role("link", name="The version that waits").click()
    type_words(page, 0, "Médecins par satellite")
    page.get_by_role("button", name="Hand in for review").click()
    page.get_by_text("waits for a moderator").first.wait_for()
    page.goto(fresh(french).url)
    expect(page.get_by_role("heading", name=WORDS["fr"][0])).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, staff("moderator"))
    page.goto(f"/admin/desk/{french.pk}/")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    page.get_by_role("link", name="All languages").click()
    publish_all(page)
    page.get_by_text("2 languages are published.").wait_for()

    for shown, title in ((original, "Doctors by satellite"), (french, "Médecins par satellite")):
        page.goto(fresh(shown).url)
        expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_a_translator_of_french_gets_through_no_door_of_spanish(original, page):
    spanish = start_translation(
        original=original, language="es", by=person("translator:es"), words={"title": "Médicos por radio"}
    )
    sign_in(page, staff("translator:fr"))
    doors = [
        address(spanish),
        reverse("translation_help", args=[spanish.pk, 0]),
        reverse("desk_page", args=[spanish.pk]),
        reverse("desk_preview", args=[spanish.pk]),
        reverse("translation_set", args=[original.pk]),
        reverse("wagtailadmin_pages:edit", args=[spanish.pk]),
        reverse("translation_queue") + "?language=es",
    ]

    for door in doors:
        page.goto(door)
        assert "Médicos por radio" not in page.content(), door
    token = page.context.cookies()
    csrf = next(cookie["value"] for cookie in token if cookie["name"].endswith("csrftoken"))
    answer = page.request.post(
        reverse("translation_segment", args=[spanish.pk]),
        form={"path": "title", "source": "Doctors by radio", "seen": "", "target": "X"},
        headers={"X-CSRFToken": csrf, "Referer": page.url},
    )

    assert "X" not in words_of(spanish)
    assert not answer.headers["content-type"].startswith("application/json")


def test_when_only_the_answer_is_lost_ones_own_words_are_not_somebody_elses(original, page):
    translator = staff("translator:fr")
    translation = begun(original, "fr", translator)
    sign_in(page, translator)
    page.goto(address(translation))
    page.route("**/segment/", lambda route: (route.fetch(), route.abort()), times=1)
    field(page, 0).fill("Médecins par  la")
    page.get_by_text("Not saved: no connection").first.wait_for()
    assert words_of(translation)[0] == "Médecins par la"

    type_words(page, 0, "Médecins par radio")
    assert words_of(translation)[0] == "Médecins par radio"


def test_the_button_waits_for_what_is_being_saved(original, page):
    translator = staff("translator:fr")
    translation = begun(original, "fr", translator)
    sign_in(page, translator)
    page.goto(address(translation))
    held = []

    def hold(route):
        held.append(route)

    page.route("**/segment/", hold, times=1)
    with page.expect_request("**/segment/"):
        field(page, 0).fill("Médecins")

    field(page, 0).fill("Médecins par radio")
    page.get_by_role("button", name="Save", exact=True).click()
    held[0].continue_()

    expect(page.get_by_text("Readers see it once it is reviewed")).to_be_visible()
    assert words_of(translation)[0] == "Médecins par radio"
