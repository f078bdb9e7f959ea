"""The public pages in a real browser: accessible, mirrored in Arabic, fitting a phone, without errors."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe

from search.indexing import worker
from tests.e2e.conftest import REAL
from tests.factories import PrizeEntryFactory, ProjectFactory, fresh, person, published, translation

pytestmark = REAL

PATHS = (
    "/{language}/",
    "/{language}/stocktaking/",
    "/{language}/stocktaking/?q=clinics&country=KE&sdg=3",
    "/{language}/stocktaking/?q=nothingatall",
    "/{language}/stocktaking/charts/?sdg=3",
    "/{language}/stocktaking/charts/",
    "/{language}/stocktaking/2019/",
    "/{language}/stocktaking/record/1487771718/",
    "/{language}/prizes/",
    "/{language}/prizes/2024/",
    "/{language}/no-such-page/",
)
SIZES = {"phone": (360, 740), "desktop": (1280, 900)}


@pytest.fixture
def filled(site):
    """One project with a translation and a prize, found by the search."""
    project = published(
        ProjectFactory(
            title="Clinics by telephone",
            legacy_id="1487771718",
            original_language="en",
            start_date=dt.date(2019, 2, 1),
            description="<p>Nurses in <b>villages</b> ask doctors in towns.</p>",
        )
    )
    published(translation(project, "fr", title="Dispensaires au téléphone"), by=person("reviewer:fr"))
    published(PrizeEntryFactory(project=fresh(project), status="winner"))
    while worker.drain().total:
        pass
    return site


@pytest.fixture(params=SIZES)
def tab(request, browser, filled):
    width, height = SIZES[request.param]
    context = browser.new_context(base_url=filled.url, viewport={"width": width, "height": height})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_are_accessible_fit_and_make_no_errors(tab, language):
    errors = []
    tab.on(
        "console", lambda message: errors.append(message.text) if "Content Security" in message.text else None
    )
    tab.on("pageerror", lambda error: errors.append(str(error)))
    problems = {}
    for path in (path.format(language=language) for path in PATHS):
        tab.goto(path)
        found = [violation["id"] for violation in Axe().run(tab).response["violations"]]
        wide = tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if found or wide:
            problems[path] = (found, wide)

    assert problems == {}
    assert errors == []
    assert tab.evaluate("getComputedStyle(document.body).direction") == ("rtl" if language == "ar" else "ltr")


def test_suggestions_by_keyboard(browser, filled):
    context = browser.new_context(base_url=filled.url)
    tab = context.new_page()
    tab.goto("/en/")

    tab.get_by_role("combobox").press_sequentially("clin")
    tab.get_by_role("option", name="Clinics by telephone").wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")

    tab.get_by_role("heading", name="Clinics by telephone").wait_for()
    context.close()


def test_the_search_page_is_complete_without_javascript(browser, filled):
    context = browser.new_context(base_url=filled.url, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/en/stocktaking/")

    tab.locator("#q").fill("clinics")
    tab.get_by_role("button", name="Search", exact=True).click()

    assert tab.get_by_role("link", name="Clinics by telephone").is_visible()
    context.close()


def test_results_are_taken_along_and_charted_by_keyboard_without_javascript(browser, filled):
    context = browser.new_context(base_url=filled.url, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/en/stocktaking/?q=clinics")

    with tab.expect_download() as download:
        tab.get_by_role("link", name="CSV", exact=True).press("Enter")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    tab.get_by_role("link", name="Charts").press("Enter")
    tab.get_by_role("link", name="2019: 1", exact=True).press("Enter")

    assert [line.split(",")[0] for line in lines] == ["id", "1487771718"]
    tab.wait_for_url("**/en/stocktaking/?q=clinics&year_from=2019&year_to=2019")
    assert tab.get_by_role("link", name="Clinics by telephone").is_visible()
    context.close()


def test_the_language_switcher_keeps_the_place(tab):
    tab.goto("/en/stocktaking/2019/clinics-by-telephone/")

    addresses = {
        link.get_attribute("hreflang"): link.get_attribute("href")
        for link in tab.get_by_role("navigation", name="Language").get_by_role("link").all()
    }

    assert addresses["fr"].startswith("/fr/stocktaking/2019/")
    assert addresses["ru"] == "/ru/stocktaking/record/1487771718/"
