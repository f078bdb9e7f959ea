"""A translator takes a text away as a file and brings it back."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from cms.records.translating import segments_to_translate, start_translation
from tests.e2e.conftest import REAL, sign_in, staff
from tests.factories import ProjectFactory, fresh, published

pytestmark = REAL


def test_a_text_goes_out_as_a_file_and_comes_back_as_a_draft(page: Page, tmp_path: Path) -> None:
    translator = staff("translator:ar")
    original = published(ProjectFactory(title="Doctors by radio", goals="<p>Train <b>forty</b> nurses.</p>"))
    arabic = start_translation(
        original=original, language="ar", by=translator, words={"title": "أطباء عبر الراديو"}
    )
    sign_in(page, translator)
    page.goto("/admin/translations/files/")
    page.get_by_label("XLIFF 2.0").check()
    page.get_by_label("One record").check()
    page.get_by_label("Year or record id").fill(original.record_id)
    page.get_by_role("button", name="Prepare the files").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download", exact=True).click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")

    source = "<source>Train "
    start = text.index(source)
    whole = text[start : text.index("\n", start)]
    target = whole.replace("source>", "target>").replace("Train", "تدريب").replace("forty", "أربعين")
    back = tmp_path / taken.value.suggested_filename
    back.write_text(text.replace(whole, f"{whole}\n{target}"), encoding="utf-8")
    page.goto("/admin/translations/files/")
    page.locator("input[type=file]").set_input_files(back)
    page.get_by_role("button", name="Read the file").click()

    page.get_by_text("Could not be used").first.wait_for()
    assert page.locator(".translation-files__sums dd").all_inner_texts() == ["1", "0", "2", "0", "0"]
    assert segments_to_translate(fresh(arabic))[2].target == "تدريب <b>أربعين</b> nurses."
